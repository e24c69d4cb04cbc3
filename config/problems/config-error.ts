import type { Problem } from './problem';
import { withoutSecrets } from './secret-text';
import { shownValue } from './shown-value';

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
