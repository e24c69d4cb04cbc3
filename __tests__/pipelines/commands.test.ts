import { AZURE_PIPELINES, npmScripts, projectFiles, readProjectFile, WORKFLOWS } from './project-files';

const DOCS = /^([A-Z]+\.md|docs\/.*\.md|[a-z-]+\/README\.md)$/;
const scripts = npmScripts();

/** What a text calls of npm: names of scripts, and commands that npm itself has. */
const npmCalls = (text: string): readonly string[] =>
  [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z][a-z0-9:-]*)/g)].flatMap(([call, name = '']) =>
    call.startsWith('npm run') ? [`run ${name}`] : [name],
  );

const isKnown = (call: string): boolean => {
  const [first = '', script] = call.split(' ');
  if (script !== undefined) return script in scripts;
  return ['ci', 'install'].includes(first) || (first === 'test' && 'test' in scripts);
};

test.each([...projectFiles(WORKFLOWS), ...projectFiles(AZURE_PIPELINES), '.ci/run'])('%s runs only scripts of package.json', (file) => {
  expect(npmCalls(readProjectFile(file)).filter((call) => !isKnown(call))).toEqual([]);
});

test.each(projectFiles(DOCS))('%s names only scripts of package.json', (file) => {
  const code = [...readProjectFile(file).matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([text]) => text).join('\n');
  expect(npmCalls(code).filter((call) => !isKnown(call))).toEqual([]);
});

test('both kinds of pipelines run the same steps', () => {
  const workflows = new Set(projectFiles(WORKFLOWS).flatMap((file) => npmCalls(readProjectFile(file))));
  const pipelines = new Set(projectFiles(AZURE_PIPELINES).flatMap((file) => npmCalls(readProjectFile(file))));
  for (const step of ['ci', 'test', 'run lint', 'run synth', 'run validate', 'run plan', 'run deploy']) {
    expect(workflows).toContain(step);
    expect(pipelines).toContain(step);
  }
});
