import { parse } from 'yaml';
import { AZURE_PIPELINES, objectsIn, projectFiles, readProjectFile } from './project-files';

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

const pipeline = parse(readProjectFile('pipelines/azure-pipelines.yml')) as Pipeline;
const stage = (name: string) => pipeline.stages.find((one) => one.stage === name);

test('every template exists, and gets only parameters that it has, and all those without a default', () => {
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

test('every variable is defined in these files or by Azure Pipelines', () => {
  const matrix = pipeline.stages.flatMap(({ jobs }) =>
    jobs.flatMap(({ strategy }) => Object.values(strategy?.matrix ?? {}).flatMap(Object.keys)),
  );
  const text = projectFiles(AZURE_PIPELINES)
    .filter((file) => !file.endsWith('load-test.yml'))
    .map(readProjectFile)
    .join('\n');
  const set = [...text.matchAll(/##vso\[task\.setvariable variable=(\w+)/g)].map(([, name = '']) => name);
  const known = new Set([...Object.keys(pipeline.variables), ...matrix, ...set]);
  // The name of a variable has no spaces, which tells it from $(command ...) of a shell. Predefined ones have a dot.
  const macros = [...text.matchAll(/\$\(([A-Za-z_.]+)\)|\$\{\{ variables\.(\w+) \}\}/g)].map(
    ([, macro, expression]) => macro ?? expression ?? '',
  );
  expect(macros.filter((name) => !known.has(name) && !/^(Agent|Build|Pipeline|System)\./.test(name))).toEqual([]);
});

test('a stage depends only on stages before it', () => {
  const names = pipeline.stages.map((one) => one.stage);
  for (const [at, { dependsOn = [] }] of pipeline.stages.entries())
    for (const name of [dependsOn].flat()) expect(names.slice(0, at)).toContain(name);
});

test('only main is deployed, through an environment, one run at a time', () => {
  expect(stage('deploy')).toMatchObject({
    condition: expect.stringContaining("eq(variables['Build.SourceBranch'], 'refs/heads/main')"),
    lockBehavior: 'sequential',
    jobs: [{ environment: 'production' }],
  });
});

test('a pull request from a fork is not planned', () => {
  expect(stage('plan')?.condition).toContain("ne(variables['System.PullRequest.IsFork'], 'True')");
});

test('every step is of exactly one kind, and every task has a version', () => {
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
