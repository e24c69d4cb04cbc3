import { withoutSecrets } from './secret-text';
import { shownValue } from './shown-value';

/** One thing that is wrong with a config. */
export interface Problem {
  /** Where, as it would be written in TypeScript: `agentPools[0].maxAgents`. */
  readonly path: string;
  /** The whole predicate: "must be a whole number from 1 to 1000". */
  readonly rule: string;
  /** What stands there; undefined when nothing does. */
  readonly value: unknown;
  /** What to do about it. */
  readonly remedy: string;
}

/** A problem as it may be printed: no secret of the config is in it. */
export interface ReportedProblem extends Problem {
  readonly value: string;
}

/** A config that can't be used, with everything that is wrong with it. It holds nothing that must not be printed. */
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

/** A problem in one line: path, rule, value, remedy. */
export function sentence({ path, rule, value, remedy }: ReportedProblem): string {
  return `${path} ${rule}, got ${value}: ${remedy}`;
}

/** The path of a key or an index below a path. */
export function below(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(withoutSecrets(key))}]`;
  return path === '' ? key : `${path}.${key}`;
}
