import * as z from 'zod';
import { POLLS_A_SECOND } from '../../../config/calls/polls';
import { check } from '../../../config/check';
import { PAGES } from '../../../config/github-scope';
import { KEDA_VERSIONS, type KedaVersion, supportsScaler } from '../../../config/keda-version';
import { SCALER_REPLICAS } from '../../../config/pod-contract';
import { NOT_SHOWN, SECRETS, USER_INFO } from '../../../config/problems/secret-text';
import { HIDDEN, PLAIN_WORD, SECRET_OPTION } from '../../../config/problems/shown-value';
import { cpuMillis, memoryBytes } from '../../../config/quantities/quantity';
import { MAX_SCALED_JOB_NAME } from '../../../config/rules/entries';
import { MAX_TOTAL_BYTES, MAX_VARIABLE_BYTES, RESERVED } from '../../../config/rules/environment';
import { MINIMUM } from '../../../config/rules/quantities';
import { configSchema } from '../../../config/schema/config';
import { DAYS } from '../../../config/warm/wall-clock';
import type { Facts } from '../filled-templates';
import { goJson, goList, goText } from '../go-template';
import { modelFacts } from '../model/model-facts';
import { CHART_RULES } from './chart-rules';
import { re2 } from './re2';
import { argumentsOf } from './sentence-of';

/** What the templates know of the config, by the name of a placeholder: defaults, limits, patterns and lists. Those of the model are among them. */
export const problemFacts = (): Facts => ({
  ...modelFacts({}),
  ...secretPatterns(),
  ...nameOfDeployment(),
  hidden: goText(HIDDEN),
  secretOption: goText(re2(SECRET_OPTION).pattern),
  plainWord: goText(re2(PLAIN_WORD).pattern),
  noUrl: goText(re2(/[\s"'$\\]/).pattern),
  gitHubPages: goList(PAGES),
  versionsWithoutScaler: goList((Object.keys(KEDA_VERSIONS) as KedaVersion[]).filter((version) => !supportsScaler(version))),
  scalerReplicas: `${SCALER_REPLICAS}`,
  mostPolls: `${POLLS_A_SECOND.most}`,
  mostNameCharacters: `${MAX_SCALED_JOB_NAME}`,
  mostVariableBytes: `${MAX_VARIABLE_BYTES}`,
  mostTotalBytes: `${MAX_TOTAL_BYTES}`,
  reserved: goJson(mapValues(RESERVED, (all) => all.map(({ names, rule, remedy }) => ({ names: re2(names).pattern, rule, remedy })))),
  leastCpu: `${cpuMillis(MINIMUM.cpu)}`,
  leastMemory: `${memoryBytes(MINIMUM.memory)}`,
  leastWorkDisk: `${memoryBytes(MINIMUM.workDisk)}`,
  leastScratchDisk: `${memoryBytes(MINIMUM.scratchDisk)}`,
  days: goList(DAYS),
  // The name of the deployment is the release's by default, so its schema can't check it.
  rules: goList(Object.keys(CHART_RULES).flatMap((rule) => (rule === 'anyEntry' ? ['name', rule] : [rule]))),
});

function secretPatterns(): Facts {
  const replaced = [USER_INFO, ...SECRETS].map(re2).map(({ pattern, replacement }) => ({ pattern, replacement: replacement(NOT_SHOWN) }));
  return {
    secret: goText(SECRETS.map((secret) => `(?:${re2(secret).pattern})`).join('|')),
    secrets: goJson(replaced),
  };
}

/** A name in the values is checked by their schema. That of the release, which is its default, is not. */
function nameOfDeployment(): Facts {
  const { pattern } = z.toJSONSchema(configSchema.shape.name);
  const problem = check(configSchema.shape.name, '', 'name').problems[0];
  if (pattern === undefined || problem === undefined) throw new Error('the name of a deployment has no pattern');
  return { namePattern: goText(pattern), name: argumentsOf(problem) };
}

const mapValues = <Value, Result>(map: Readonly<Record<string, Value>>, change: (value: Value) => Result) =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
