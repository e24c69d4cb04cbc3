import { aConfig, aDraft, problemsOf } from '../support/builders';

const problems = (budget: object) => problemsOf(aDraft({ budget: { amount: 100, emails: ['a@example.com'], ...budget } }));

test('thresholds have a default', () => {
  expect(aConfig({ budget: { amount: 1, emails: ['a@example.com'] } }).budget?.thresholds).toEqual([80, 100]);
});

test('a budget needs at least one valid mail address', () => {
  expect(problems({ emails: [] })).toEqual([
    'budget.emails must be a list of 1 to 50 mail addresses, got []: name at least one, or remove the budget',
  ]);
  expect(problems({ emails: ['team'] })).toEqual(['budget.emails[0] must be a mail address, got "team": write one like team@example.com']);
});

test('at most four distinct thresholds, because Azure accepts five notifications and one is the forecast', () => {
  const rule = (got: string) => [
    `budget.thresholds must be a list of 1 to 4 percentages, each once, got ${got}: write something like [50, 80, 100]`,
  ];
  expect(problems({ thresholds: [20, 40, 60, 80] })).toEqual([]);
  expect(problems({ thresholds: [20, 40, 60, 80, 100] })).toEqual(rule('[ 20, 40, 60, 80, 100 ]'));
  expect(problems({ thresholds: [80, 80] })).toEqual(rule('[ 80, 80 ]'));
  expect(problems({ thresholds: [] })).toEqual(rule('[]'));
});

test.each([[0], [1001]])('a threshold of %i percent', (threshold) => {
  expect(problems({ thresholds: [threshold] })[0]).toMatch(/^budget\.thresholds\[0\] must be a whole number from 1 to 1000/);
});
