import * as timings from '../../../config/timings';
import { renderTimingsDocs, SOURCES } from '../../../scripts/lib/render-timings-docs';
import { projectFiles, readProjectFile } from '../../pipelines/project-files';

test('docs/timings.md matches config/timings/; if not, run: npm run docs', () => {
  expect(readProjectFile('docs/timings.md')).toBe(renderTimingsDocs(readProjectFile));
});

test('the page is made from every file of the folder', () => {
  expect(SOURCES.toSorted()).toEqual(projectFiles(/^config\/timings\//).toSorted());
});

test('every duration has a row', () => {
  const page = renderTimingsDocs(readProjectFile);
  const names = Object.entries(timings).flatMap(([group, values]) => Object.keys(values).map((key) => `\`${group}.${key}\``));
  expect(names.filter((name) => !page.includes(name))).toEqual([]);
});
