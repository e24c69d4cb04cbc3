import type { Config } from '../../../config/types';
import { runHelm } from '../../lib/helm/run-helm';
import { type HelmProgram, RELEASE } from '../helm';
import { type BothWays, bothWays } from './both-ways';
import { differences } from './differences';
import { readRendered } from './rendered';

/** What is compared, and with what. */
export interface Comparison {
  readonly helms: readonly HelmProgram[];
  /** Folder of the chart. */
  readonly chart: string;
  /** Folder of the Dockerfile. */
  readonly imageContext: string;
}

/** How the chart's objects differ from those of the stack for one config. */
export interface Outcome {
  readonly values: object;
  /** One line each; none if they are the same with every version of Helm. */
  readonly problems: readonly string[];
}

/** Compares the objects of a config, object by object. */
export async function compare(config: Config, { helms, chart, imageContext }: Comparison): Promise<Outcome> {
  const ways = bothWays(config, imageContext);
  const problems = await Promise.all(helms.map((helm) => problemsOf(helm, chart, ways)));
  return { values: ways.values, problems: problems.flat() };
}

async function problemsOf(
  { name, path }: HelmProgram,
  chart: string,
  { objects, values, namespace }: BothWays,
): Promise<readonly string[]> {
  const { code, stdout, stderr } = await runHelm(path, ['template', RELEASE, chart, '--namespace', namespace], values);
  if (code !== 0) return [`${name} refuses the values: ${stderr.trim()}`];
  const { objects: rendered, faults } = readRendered(stdout);
  return [...faults, ...differences(objects, rendered)].map((line) => `${name}: ${line}`);
}
