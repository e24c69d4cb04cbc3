import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hoursUntilCheaper, hoursWhileCheaper } from '../../../scripts/cost/alternatives';
import { aConfig } from '../../support/builders';
import { exampleLines, warmLines } from './example-lines';

const withWarm = (warm: readonly object[], cluster: object) =>
  aConfig({ cluster, keda: { trigger: 'metrics-api' }, agentPools: [{ name: 'linux', warm }] });
const lines = [...exampleLines(aConfig(), aConfig({ cluster: { agentNodePool: {} } })), ...warmLines(withWarm)];
const read = (path: string) => readFileSync(join(__dirname, '../../..', path), 'utf8');
const written = read('docs/cost.md').split('\n');

test.each(lines)('docs/cost.md has the line of the price table: %s', (line) => {
  expect(written.map((text) => text.replace(/ +\|/g, ' |'))).toContain(line);
});

test('the README has the same sum', () => {
  const [sum] = /\d+ USD a month when idle/.exec(lines[0] ?? '') ?? [];
  expect(read('README.md')).toContain(`About ${sum}`);
});

test('a cluster is cheaper from the number of hours at which both cost the same', () => {
  const ours = { month: 100, hour: 0.05, freeHours: 0 };
  const other = { month: 0, hour: 0.1, freeHours: 50 };
  const same = hoursUntilCheaper(ours, other) ?? Number.NaN;
  expect(same).toBeCloseTo(2100);
  expect(ours.month + ours.hour * same).toBeCloseTo(other.hour * (same - other.freeHours));
  expect(hoursUntilCheaper(ours, { ...other, hour: 0.05 })).toBeUndefined();
});

test('for few parallel jobs, a cluster is never cheaper', () => {
  expect(hoursWhileCheaper({ idleMonth: 126, hour: 0.068, jobs: 4 })).toBeLessThan(0);
  expect(hoursWhileCheaper({ idleMonth: 126, hour: 0.068, jobs: 5 })).toBeCloseTo((200 - 60 - 126) / 0.068);
});
