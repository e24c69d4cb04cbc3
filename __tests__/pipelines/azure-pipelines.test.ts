import { parse } from 'yaml';
import { AZURE_PIPELINES, objectsIn, projectFiles, readProjectFile } from './project-files';

const main = readProjectFile('pipelines/azure-pipelines.yml');

interface Stage {
  readonly stage: string;
  readonly dependsOn?: string | readonly string[];
  readonly condition?: string;
  readonly lockBehavior?: string;
  readonly jobs: readonly { readonly environment?: string; readonly strategy?: { readonly matrix?: Readonly<Record<string, object>> } }[];
}

interface Pipeline {
  readonly variables: Readonly<Record<string, string>>;
  readonly stages: readonly Stage[];
}

interface Template {
  readonly parameters?: readonly { readonly name: string; readonly default?: unknown }[];
  readonly steps: readonly object[];
}

const pipeline = parse(main) as Pipeline;
const stage = (name: string) => pipeline.stages.find((one) => one.stage === name);

test('every template exists, and gets the parameters that it has, those without a default always', () => {
  const used = objectsIn(pipeline).filter((step) => typeof step['template'] === 'string');
  expect(used.length).toBeGreaterThan(3);
  for (const { template, parameters = {} } of used) {
    const { parameters: declared = [], steps } = parse(readProjectFile(`pipelines/${String(template)}`)) as Template;
    const given = Object.keys(parameters as object);
    expect(declared.map(({ name }) => name)).toEqual(expect.arrayContaining(given));
    expect(given).toEqual(expect.arrayContaining(declared.filter((one) => one.default === undefined).map(({ name }) => name)));
    expect(steps.length).toBeGreaterThan(0);
  }
});

test('every variable is defined here or by Azure Pipelines', () => {
  const matrix = pipeline.stages.flatMap(({ jobs }) =>
    jobs.flatMap(({ strategy }) => Object.values(strategy?.matrix ?? {}).flatMap(Object.keys)),
  );
  const text = projectFiles(AZURE_PIPELINES)
    .filter((file) => !file.endsWith('load-test.yml'))
    .map(readProjectFile)
    .join('\n');
  const set = [...text.matchAll(/##vso\[task\.setvariable variable=(\w+)/g)].map(([, name = '']) => name);
  const known = new Set([...Object.keys(pipeline.variables), ...matrix, ...set]);
  // Not $(command ...) of a shell: names of variables have no spaces. Those with a dot are predefined.
  const macros = [...text.matchAll(/\$\(([A-Za-z_.]+)\)|\$\{\{ variables\.(\w+) \}\}/g)].map(
    ([, macro, expression]) => macro ?? expression ?? '',
  );
  expect(macros.filter((name) => !known.has(name) && !/^(Agent|Build|Pipeline|System)\./.test(name))).toEqual([]);
});

test('stages come in an order that exists', () => {
  const names = pipeline.stages.map((one) => one.stage);
  for (const [at, { dependsOn = [] }] of pipeline.stages.entries())
    for (const name of [dependsOn].flat()) expect(names.slice(0, at)).toContain(name);
});

test('only main is deployed, behind an environment, one at a time', () => {
  expect(stage('deploy')).toMatchObject({
    condition: expect.stringContaining("eq(variables['Build.SourceBranch'], 'refs/heads/main')"),
    lockBehavior: 'sequential',
    jobs: [{ environment: 'production' }],
  });
});

test('a fork is not planned', () => {
  expect(stage('plan')?.condition).toContain("ne(variables['System.PullRequest.IsFork'], 'True')");
});

test('a task or a script says how it is called, and nothing is both', () => {
  const steps = objectsIn(pipeline)
    .flatMap((one) => (Array.isArray(one['steps']) ? (one['steps'] as Record<string, unknown>[]) : []))
    .concat(
      projectFiles(/^pipelines\/templates\//).flatMap(
        (file) => (parse(readProjectFile(file)) as Template).steps as Record<string, unknown>[],
      ),
    );
  const kinds = ['task', 'script', 'bash', 'template', 'checkout'];
  expect(steps.filter((step) => kinds.filter((kind) => kind in step).length !== 1)).toEqual([]);
  const tasks = steps.flatMap((step) => (typeof step['task'] === 'string' ? [step['task']] : []));
  expect(tasks.filter((task) => !/^[A-Za-z]+@\d+$/.test(task))).toEqual([]);
});
