import { join } from 'node:path';
import { keda } from '../../config/schema/keda';
import { kedaReleaseValues } from '../../constructs/keda/keda-release';
import type { NativeObject } from '../../constructs/kubernetes/kubernetes-object';
import { helmOutput } from '../lib/helm/run-helm';
import { differences } from './compare/differences';
import { readRendered } from './compare/rendered';
import { type HelmProgram, RELEASE } from './helm';

const NAMESPACE = 'keda';

/** Settings of the release that the KEDA stack makes, with the defaults of the config. A function, because `--help` runs without zod. */
const settings = () => kedaReleaseValues({ ...keda.parse({}), namespace: NAMESPACE });

/**
 * Checks the dependency: with `kedaChart.enabled`, the chart also renders what KEDA's own chart renders with the settings of the
 * KEDA stack. The comparison of configs shows that it renders nothing of KEDA otherwise.
 */
export async function checkKeda(chart: string, helms: readonly HelmProgram[], values: object): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, path } of helms) {
    const render = async (folder: string, given: object) =>
      readRendered(await helmOutput(path, ['template', RELEASE, folder, '--namespace', NAMESPACE], given)).objects;
    const without = new Set((await render(chart, values)).map(keyOf));
    const all = await render(chart, { ...values, kedaChart: { enabled: true } });
    const kedaAlone = await render(join(chart, 'charts', 'keda'), { ...settings(), crds: { install: false } });
    const added = all.filter((object) => !without.has(keyOf(object)));
    const found = differences(kedaAlone.map(withoutLabels), added.map(withoutLabels), "KEDA's own chart");
    problems.push(...found.map((line) => `${name}, kedaChart.enabled: ${line}`));
  }
  return problems;
}

const keyOf = ({ kind, metadata: { name, namespace } }: NativeObject): string => `${kind} ${namespace} ${name}`;

/** Labels contain the name of the chart, which is another one for a dependency with an alias. No selector uses these. */
function withoutLabels(object: NativeObject): NativeObject {
  const text = JSON.stringify(object, (key, value: unknown) => (key === 'labels' ? undefined : value));
  return JSON.parse(text) as NativeObject;
}
