import { check } from '../../../config/check';
import type { rules } from '../../../config/rules';
import { configSchema } from '../../../config/schema/config';
import type { PartialConfig } from '../../../config/types';
import { REFUSED_CONFIGS, refusedValues } from '../../../proof/chart/refused-configs';
import { CHART_RULES } from '../../../scripts/chart/problems/chart-rules';
import { problemsOfValues } from '../../../scripts/chart/problems/problems-of-values';
import { problemsOf } from '../../support/builders';
import { compiledSchema } from '../../support/chart-values';

const titles = Object.keys(REFUSED_CONFIGS);
const isValid = compiledSchema();

test.each(titles)('%s: no schema finds the problem, and the config and its values are refused', (title) => {
  const config = REFUSED_CONFIGS[title] ?? {};
  expect(check(configSchema, config).problems).toEqual([]);
  expect(isValid(refusedValues(config))).toBe(true);
  expect(problemsOf(config)).not.toEqual([]);
  expect(problemsOfValues(config)).not.toEqual([]);
});

test('there is a refused config for each rule that values are checked with', () => {
  const broken = (rule: (typeof rules)[number]) =>
    titles.some((title) => rule(check(configSchema, REFUSED_CONFIGS[title]).value as PartialConfig).length > 0);
  expect(Object.entries(CHART_RULES).flatMap(([name, rule]) => (broken(rule) ? [] : [name]))).toEqual([]);
});
