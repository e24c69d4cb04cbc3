import type { Dashboard } from '../../../proof/pictures/dashboard-file';
import { drawnPanels, evaluate } from '../../../proof/pictures/draw-pictures';
import { problemsOf } from '../../../proof/pictures/panel-data';
import type { Recording } from '../../../proof/pictures/recording';
import { hasPromtool } from '../../monitoring/support/promtool';
import { readProjectFile } from '../../pipelines/project-files';

const recording = JSON.parse(readProjectFile('proof/pictures/recording.json')) as Recording;
const { panels: all } = JSON.parse(readProjectFile('monitoring/dashboard.json')) as Dashboard;
const panels = drawnPanels(all, recording);
const without = (name: string): Recording => ({
  ...recording,
  series: recording.series.filter(({ labels }) => labels['__name__'] !== name),
});

test('every query of the dashboard returns data of the recording', async () => {
  if (hasPromtool()) expect(problemsOf(await evaluate(panels, recording))).toEqual([]);
});

test('panels of the scaler are left out only with a recording of a deployment that has none', () => {
  const scaler = { labels: { __name__: 'azp_scaler_wanted', entry: 'linux' }, values: [1] };
  const without = { ...recording, series: recording.series.filter(({ labels }) => !labels['__name__']?.startsWith('azp_scaler_')) };
  expect(drawnPanels(all, { ...without, series: [scaler] })).toEqual(all);
  expect(drawnPanels(all, without).map(({ title }) => title)).toContain('Agents left behind and deleted');
  expect(drawnPanels(all, without).map(({ title }) => title)).not.toContain('What the scaler decides');
});

test('a metric that was not scraped is reported with its panel', async () => {
  if (!hasPromtool()) return;
  expect(problemsOf(await evaluate(panels, without('azp_jobs_running')))).toEqual([
    'Jobs: no data for max by (pool) (azp_jobs_running{pool=~".*"})',
  ]);
});

test('no two lines of a panel have the same name, and no name is empty', async () => {
  if (!hasPromtool()) return;
  for (const { panel, lines } of await evaluate(panels, recording)) {
    const names = lines.map(({ name }) => name);
    expect({ panel: panel.title, names: [...new Set(names)] }).toEqual({ panel: panel.title, names });
    expect(names).not.toContain('');
  }
});

test('the picture in the documentation has every panel, and the load test has the title and the mark', () => {
  const picture = readProjectFile('docs/dashboard.svg');
  for (const { title } of panels) expect(picture).toContain(`>${title}</text>`);
  expect(readProjectFile('docs/load-test.svg')).toMatch(/One agent for each of 10 jobs; 95\u00a0% of them started.*class="mark"/s);
});
