import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alerts } from '../../monitoring/alerts';
import { monitoringFiles } from '../../monitoring/files';
import { PLACEHOLDER_METRICS, RUNNER_METRICS, SCALER_METRICS } from '../../monitoring/metrics';

const read = (path: string) => readFileSync(join(__dirname, '..', '..', path), 'utf8');

test.each(Object.entries(monitoringFiles()))('%s is up to date; if not, run: npm run dashboard', (path, text) => {
  expect(read(path)).toBe(text);
});

test('the docs list every alert and every metric', () => {
  const listed = (text: string) => [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name);
  const names = alerts().map(({ name }) => name);
  expect(
    listed(read('docs/monitoring.md'))
      .filter((name) => /^[A-Z]/.test(name))
      .sort(),
  ).toEqual([...names].sort());
  const shown = (metrics: readonly string[]) => expect.arrayContaining(metrics.map((name) => name.replace(/_bucket$/, '')));
  expect(listed(read('docs/placeholder.md'))).toEqual(shown(PLACEHOLDER_METRICS));
  expect(listed(read('docs/scaler.md'))).toEqual(shown([...SCALER_METRICS, ...RUNNER_METRICS]));
});
