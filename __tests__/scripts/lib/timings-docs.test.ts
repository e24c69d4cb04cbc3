import * as timings from '../../../config/timings';
import { renderTimingsDocs } from '../../../scripts/lib/render-timings-docs';
import { readProjectFile } from '../../pipelines/project-files';

test('docs/timings.md matches config/timings.ts; if not, run: npm run docs', () => {
  expect(readProjectFile('docs/timings.md')).toBe(renderTimingsDocs(readProjectFile));
});

test('every duration has a row', () => {
  const page = renderTimingsDocs(readProjectFile);
  const names = Object.entries(timings).flatMap(([group, values]) => Object.keys(values).map((key) => `\`${group}.${key}\``));
  expect(names.filter((name) => !page.includes(name))).toEqual([]);
});
