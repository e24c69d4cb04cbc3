import { check } from '../../../config/check';
import type { Problem } from '../../../config/problems/problem';
import type { Rule } from '../../../config/rules/rule';
import { configSchema } from '../../../config/schema/config';
import type { PartialConfig } from '../../../config/types';
import { goFilled } from '../go-template';

/** A config as a person writes it, which breaks one rule, with markers in the place of the values that a sentence repeats. */
export type BrokenConfig = Readonly<Record<string, unknown>>;

/** The only problem that a rule finds in a config. @throws if it finds none or several */
export function problemBy(rule: Rule, config: BrokenConfig): Problem {
  const problems = rule((check(configSchema, config).value ?? {}) as PartialConfig);
  const [problem] = problems;
  if (problem === undefined || problems.length > 1) throw new Error(`a config has ${problems.length} problems, and must have one`);
  return problem;
}

/**
 * The rule and the remedy of that problem, as arguments of `dict` in a Go template.
 * @param expressions what a template writes in the place of a marker
 */
export const sentenceOf = (rule: Rule, config: BrokenConfig, expressions: Readonly<Record<string, string>> = {}): string =>
  argumentsOf(problemBy(rule, config), expressions);

/** The rule and the remedy of a problem, as arguments of `dict` in a Go template. */
export const argumentsOf = (
  { rule, remedy }: Pick<Problem, 'rule' | 'remedy'>,
  expressions: Readonly<Record<string, string>> = {},
): string => `"rule" ${goFilled(rule, expressions)} "remedy" ${goFilled(remedy, expressions)}`;
