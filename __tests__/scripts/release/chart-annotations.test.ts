import { parse } from 'yaml';
import { chartAnnotations } from '../../../scripts/release/chart-annotations';
import { readProjectFile } from '../../pipelines/project-files';

const CHANGELOG = '## 1.2.3 - 2026-12-01\n### Fixed\n- A fault.\n';

test('a release has its changes and its images', () => {
  const image = 'ghcr.io/contoso/azure-pipelines-agent:1.2.3';
  const runnerImage = 'ghcr.io/contoso/github-runner:1.2.3';
  const annotations = chartAnnotations({ changelog: CHANGELOG, version: '1.2.3', image, runnerImage });
  expect(parse(annotations['artifacthub.io/changes'] ?? '')).toEqual([{ kind: 'fixed', description: 'A fault.' }]);
  expect(parse(annotations['artifacthub.io/images'] ?? '')).toEqual([
    { name: 'azure-pipelines-agent', image, platforms: ['linux/amd64'] },
    { name: 'github-runner', image: runnerImage, platforms: ['linux/amd64'] },
  ]);
  expect(annotations['artifacthub.io/prerelease']).toBe('false');
});

test('between two releases, and without default images, those annotations are left out', () => {
  expect(Object.keys(chartAnnotations({ changelog: CHANGELOG, version: '1.3.0-rc.1' }))).toEqual([
    'artifacthub.io/category',
    'artifacthub.io/license',
    'artifacthub.io/prerelease',
    'artifacthub.io/recommendations',
  ]);
  expect(chartAnnotations({ changelog: CHANGELOG, version: '1.3.0-rc.1' })['artifacthub.io/prerelease']).toBe('true');
});

test('the licence is that of this project', () => {
  const { license } = JSON.parse(readProjectFile('package.json')) as { license: string };
  expect(chartAnnotations({ changelog: CHANGELOG, version: '1.2.3' })['artifacthub.io/license']).toBe(license);
});
