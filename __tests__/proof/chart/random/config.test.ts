import * as fc from 'fast-check';
import { parseConfig } from '../../../../config/parse';
import { agentPool } from '../../../../config/schema/agent-pool';
import { azureDevOps } from '../../../../config/schema/azure-devops';
import { gitHub } from '../../../../config/schema/github';
import { keda } from '../../../../config/schema/keda';
import { monitoring } from '../../../../config/schema/monitoring';
import { runnerPool } from '../../../../config/schema/runner-pool';
import { isValid, randomConfig, randomDraft, withoutUndefined } from '../../../../proof/chart/random/config';
import { optionsOf } from '../../../support/schema-options';

const SAMPLE = { seed: 1, numRuns: 120 };
const drafts = fc.sample(randomDraft, SAMPLE).map(withoutUndefined);

/** Options without an object in Kubernetes: how often the token was renewed, that it is in a Secret in any case, where KEDA comes from, and who gets mails. */
const NOT_IN_THE_CHART =
  /revision$|^azureDevOps\.auth\.token\.kind$|^keda\.(kind|httpTimeoutSeconds|chartRepository|imageRegistry)$|^monitoring\.(emails|actionGroupIds)$/;

/** All values at a path like `agentPools[].warm[].days`, as texts. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): readonly string[] {
  if (key === undefined) return [JSON.stringify(value) ?? 'absent'];
  if (key === '') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  if (typeof value !== 'object' || value === null) return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[key], rest);
}

test('nearly all drafts are valid, so that hardly any is thrown away', () => {
  expect(drafts.filter(isValid).length).toBeGreaterThan(SAMPLE.numRuns * 0.95);
});

test('each option of the Kubernetes part takes several values', () => {
  const configs = drafts.filter(isValid).map((draft) => parseConfig(draft));
  const schemas = { agentPools: agentPool, runnerPools: runnerPool, azureDevOps, gitHub, keda, monitoring };
  const paths = Object.entries(schemas).flatMap(([group, schema]) => {
    const options = optionsOf(schema).map(({ path }) => path);
    return options.map((path) => `${group}${group.endsWith('Pools') ? '[]' : ''}.${path}`);
  });
  const constant = [...new Set(paths)].filter((path) => {
    const values = new Set(configs.flatMap((config) => valuesAt(config, path.replaceAll('[]', '.').split('.'))));
    return values.size < 2 && !NOT_IN_THE_CHART.test(path);
  });
  expect(constant).toEqual([]);
});

test('a run of one seed is the same each time, and each of its configs can be made again by its index', async () => {
  const configs = fc.sample(randomConfig, { seed: 7, numRuns: 5 });
  expect(fc.sample(randomConfig, { seed: 7, numRuns: 5 })).toEqual(configs);
  const seen: unknown[] = [];
  const property = fc.property(randomConfig, (config) => void seen.push(config));
  fc.check(property, { seed: 7, path: '3', numRuns: 1 });
  expect(seen[0]).toEqual(configs[3]);
});
