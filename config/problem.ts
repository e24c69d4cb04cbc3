import { withoutSecrets } from './secret-text';
import { shownValue } from './shown-value';

/** A problem with one option of a config. */
export interface Problem {
  /** Path of the option, as in TypeScript: `agentPools[0].maxAgents`. */
  readonly path: string;
  /** The rest of the sentence that starts with the path: "must be a whole number from 1 to 1000". */
  readonly rule: string;
  /** The value in the config; undefined if there is none. */
  readonly value: unknown;
  /** What to do about it. */
  readonly remedy: string;
}

/** A problem without secrets, which may be printed. */
export interface ReportedProblem extends Problem {
  readonly value: string;
}

/** A config that can't be used, with all its problems. Holds no secrets, so it may be printed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ReportedProblem[];

  constructor(source: string, problems: readonly Problem[]) {
    const reported = problems.map(report);
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super([`${source} has ${count}:`, ...reported.map((problem) => `- ${sentence(problem)}`)].join('\n'));
    this.problems = reported;
  }
}

function report(problem: Problem): ReportedProblem {
  const { path, rule, remedy } = problem;
  return { path: withoutSecrets(path), rule: withoutSecrets(rule), value: shownValue(problem), remedy: withoutSecrets(remedy) };
}

/** A problem as one line: path, rule, value, remedy. */
export function sentence({ path, rule, value, remedy }: ReportedProblem): string {
  return `${path} ${rule}, got ${value}: ${remedy}`;
}

/** The path of a key or an index below a path, or of several below each other. */
export const below = (path: string, ...keys: readonly (string | number)[]): string => keys.reduce<string>(step, path);

function step(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(withoutSecrets(key))}]`;
  return path === '' ? key : `${path}.${key}`;
}
