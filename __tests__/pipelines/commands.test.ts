import { parse } from 'yaml';
import { AZURE_PIPELINES, npmScripts, objectsIn, projectFiles, readProjectFile, WORKFLOWS } from './project-files';

const DOCS = /^([A-Z]+\.md|docs\/.*\.md|[a-z-]+\/README\.md)$/;
const SCRIPTS = npmScripts();

/** Lists the calls of npm in a text: names of scripts, and commands of npm itself. */
const npmCalls = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z][a-z0-9:-]*)/g)].flatMap(([call, name = '']) =>
    call.startsWith('npm run') ? [`run ${name}`] : [name],
  );

const isKnown = (call: string): boolean => {
  const [first = '', script] = call.split(' ');
  if (script !== undefined) return script in SCRIPTS;
  return ['ci', 'install', 'version'].includes(first) || (first === 'test' && 'test' in SCRIPTS);
};

test.each([...projectFiles(WORKFLOWS), ...projectFiles(AZURE_PIPELINES), '.ci/run'])('%s runs only scripts of package.json', (file) => {
  expect(npmCalls(readProjectFile(file)).filter((call) => !isKnown(call))).toEqual([]);
});

test.each(projectFiles(DOCS))('%s names only scripts of package.json', (file) => {
  const code = [...readProjectFile(file).matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([text]) => text).join('\n');
  expect(npmCalls(code).filter((call) => !isKnown(call))).toEqual([]);
});

test('GitHub workflows and Azure Pipelines run the same steps', () => {
  const workflows = new Set(projectFiles(WORKFLOWS).flatMap((file) => npmCalls(readProjectFile(file))));
  const pipelines = new Set(projectFiles(AZURE_PIPELINES).flatMap((file) => npmCalls(readProjectFile(file))));
  for (const step of ['ci', 'test', 'run lint', 'run lint:security', 'run synth', 'run validate', 'run plan', 'run deploy']) {
    expect(workflows).toContain(step);
    expect(pipelines).toContain(step);
  }
});

test.each(['.github/workflows/ci.yml', 'pipelines/azure-pipelines.yml'])('%s: a job that runs npm test installs promtool first', (file) => {
  const jobs = objectsIn(parse(readProjectFile(file))).flatMap(({ steps }) =>
    Array.isArray(steps) ? [steps.map((step) => JSON.stringify(step))] : [],
  );
  const tested = jobs.filter((steps) => steps.some((step) => step.includes('npm test')));
  expect(tested).toHaveLength(1);
  for (const steps of tested) {
    const installs = steps.findIndex((step) => /apt-get install [^"]*\bprometheus\b/.test(step));
    expect(installs).toBeGreaterThanOrEqual(0);
    expect(installs).toBeLessThan(steps.findIndex((step) => step.includes('npm test')));
  }
});
