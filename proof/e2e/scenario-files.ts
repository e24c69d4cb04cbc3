import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Trigger } from '../../config/trigger';

export interface ScenarioFiles {
  /** Have twenty pods at a time. One of them keeps two processors busy. */
  readonly heavy: readonly string[];
  /** Mostly wait. */
  readonly light: readonly string[];
  /** Disturb the whole cluster, so that nothing else can run in parallel. */
  readonly alone: readonly string[];
}

/** Scenarios that make sense with one trigger only. */
const ONLY_WITH: Readonly<Record<string, Trigger>> = {
  'anticipate.js': 'metrics-api',
  'chart.js': 'metrics-api',
  'in-flight.js': 'azure-pipelines',
  'flood-restarts.alone.js': 'metrics-api',
  'many-entries.alone.js': 'metrics-api',
  'overlap.js': 'metrics-api',
  'parallel-jobs.js': 'metrics-api',
  'runners-and-agents.js': 'metrics-api',
  'runners-burst.js': 'metrics-api',
  'runners-cancelled.js': 'metrics-api',
  'runners-drain.js': 'metrics-api',
  'runners-ghosts.js': 'metrics-api',
  'runners-hostile.js': 'metrics-api',
  'runners-killed.js': 'metrics-api',
  'runners-key.js': 'metrics-api',
  'runners-limit.js': 'metrics-api',
  'runners-operate.js': 'metrics-api',
  'runners-outages.js': 'metrics-api',
  'runners-scaler.js': 'metrics-api',
  'runners-warm.js': 'metrics-api',
  'runners-zero.js': 'metrics-api',
  'scaler-calls.js': 'metrics-api',
  'scaler-metrics.js': 'metrics-api',
  'scaler-replicas.js': 'metrics-api',
  'warm.js': 'metrics-api',
  'warm-window.js': 'metrics-api',
};

/** Heavy files, the longest first, so that no long one is left at the end. */
const HEAVY = ['scale-maximum.js', 'scale-trickle.js', 'runners-burst.js', 'outages.js', 'scale-while-running.js'];
/** Long files among the light ones. They run first, for the same reason. */
const LONG = [
  'chart.js',
  'chart-gitops.js',
  'job-limit.js',
  'hostile-agent.js',
  'runners-hostile.js',
  'runners-limit.js',
  'runners-scaler.js',
  'token-rotated.js',
  'placeholder.js',
  'scale-from-zero.js',
  'cancelled.js',
  'warm.js',
  'warm-window.js',
  'scaler-replicas.js',
];

/**
 * Returns the compiled scenarios of a folder.
 * @param trigger who counts the jobs; scenarios that make sense only with another one are left out
 * @param words a file is chosen if its name contains one of them; if there are none, all files are
 */
export function scenarioFiles(folder: string, trigger: Trigger, words: readonly string[]): ScenarioFiles {
  const names = compiledFiles(folder).filter((name) => (ONLY_WITH[name] ?? trigger) === trigger);
  const chosen = names.filter((name) => words.length === 0 || words.some((word) => name.includes(word)));
  const isAlone = (name: string) => name.endsWith('.alone.js');
  const isLight = (name: string) => !isAlone(name) && !HEAVY.includes(name);
  const paths = (some: readonly string[]) => some.map((name) => join(folder, name));
  return {
    heavy: paths(HEAVY.filter((name) => chosen.includes(name))),
    light: paths(chosen.filter(isLight).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))),
    alone: paths(chosen.filter(isAlone).sort()),
  };
}

/** Names of the scenarios' files, without an extension. */
export const scenarioNames = (folder: string): readonly string[] => compiledFiles(folder).map((name) => name.replace(/\.js$/, ''));

const compiledFiles = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.js') && hasSource(folder, name));

const rank = (name: string) => (LONG.includes(name) ? LONG.indexOf(name) : LONG.length);

/** The compiler does not delete its output for a file that was renamed or deleted. */
function hasSource(folder: string, name: string): boolean {
  const project = join(folder, '..', '..', '..', '..');
  return existsSync(join(project, 'proof', 'e2e', 'scenarios', name.replace(/\.js$/, '.ts')));
}
