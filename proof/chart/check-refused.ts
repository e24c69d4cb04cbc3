import { availableParallelism } from 'node:os';
import { ConfigError, sentence } from '../../config/problems/config-error';
import { problemsOfValues } from '../../scripts/chart/problems/problems-of-values';
import { fewTogether } from '../lib/few-together';
import { runHelm } from '../lib/helm/run-helm';
import { type HelmProgram, RELEASE } from './helm';
import { REFUSED_CONFIGS, type RefusedConfig, refusedValues } from './refused-configs';

/** Checks that Helm refuses what the rules of the config refuse, with the same sentences. */
export async function checkRefused(chart: string, helms: readonly HelmProgram[]): Promise<readonly string[]> {
  const problems = await fewTogether(Object.entries(REFUSED_CONFIGS), availableParallelism(), async ([title, config]) => {
    const found = await Promise.all(helms.map((helm) => problemsWith(helm, chart, config)));
    return found.flat().map((problem) => `refused config "${title}", ${problem}`);
  });
  return problems.flat();
}

async function problemsWith({ name, path }: HelmProgram, chart: string, config: RefusedConfig): Promise<readonly string[]> {
  const { code, stderr } = await runHelm(path, ['template', RELEASE, chart], refusedValues(config));
  if (code === 0) return [`${name}: it is not refused`];
  const refused = sentencesIn(stderr);
  if (refused.length === 0) return [`${name}: it is refused for another reason: ${stderr.trim()}`];
  const wanted = new ConfigError('the values', problemsOfValues(config)).problems.map(sentence);
  return [
    ...wanted.filter((line) => !refused.includes(line)).map((line) => `${name}: the chart does not say: ${line}`),
    ...refused.filter((line) => !wanted.includes(line)).map((line) => `${name}: the config does not say: ${line}`),
  ];
}

/** The sentences of the chart's own template in what Helm reports; none if it failed for another reason. */
export function sentencesIn(report: string): readonly string[] {
  const [, list = ''] = /the values have \d+ problems?:\n((?:- .*\n?)+)/.exec(report) ?? [];
  return list
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice('- '.length));
}
