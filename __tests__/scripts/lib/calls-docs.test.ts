import { callsLine } from '../../../scripts/lib/calls-line';
import { renderCallsDocs } from '../../../scripts/lib/render-calls-docs';
import { readProjectFile } from '../../pipelines/project-files';
import { aConfig, aGitHubConfig } from '../../support/builders';

test('docs/calls.md matches config/calls/; if not, run: npm run docs', () => {
  expect(readProjectFile('docs/calls.md')).toBe(renderCallsDocs());
});

test('the page has the calls of each trigger', () => {
  const [, scaler = '', keda = ''] = renderCallsDocs().split('\n## ');
  expect(scaler).toContain('| **all** | | **3768** | **6864** |');
  expect(keda).toContain('| **all** | | **480** | **3480** |');
  expect(renderCallsDocs().split('\n## Calls to GitHub').at(-1)).toContain('| **all** | | **444** | **2644** |');
});

test('the summary of a synth says the calls, and the limit without a guess', () => {
  expect(callsLine(aConfig({ keda: { trigger: 'metrics-api' } }))).toBe(
    'about 3768 an hour to Azure DevOps when idle, and 6864 with 100 jobs of 10 minutes an hour, all with one identity. Its limit is 200 TSTU in 5 minutes (learn.microsoft.com, "Rate and usage limits"); what a call costs is not published (docs/calls.md)',
  );
});

test('for runner pools, the summary says the calls to GitHub', () => {
  const gitHub = 'about 444 an hour to GitHub when idle, and at most 2644 with 100 jobs of 10 minutes an hour (docs/calls.md)';
  expect(callsLine(aGitHubConfig())).toBe(gitHub);
  const both = aConfig({ gitHub: { url: 'https://github.com/contoso' }, runnerPools: [{ name: 'gh-linux' }] });
  // A token needs one call less to sign in than an App.
  expect(callsLine(both)).toBe(`${callsLine(aConfig())}; ${gitHub.replace('2644', '2544')}`);
});
