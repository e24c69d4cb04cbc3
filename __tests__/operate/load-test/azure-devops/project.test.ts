import { findProject } from '../../../../operate/load-test/azure-devops/project';

const seeing = (...names: string[]) => ({ projects: async () => names.map((name) => ({ id: name, name })) });

test('a named project takes precedence over that of the pipeline, and that over the only visible one', async () => {
  expect(await findProject('shop', { SYSTEM_TEAMPROJECT: 'web' }, seeing('demo'))).toBe('shop');
  expect(await findProject(undefined, { SYSTEM_TEAMPROJECT: 'web' }, seeing('demo'))).toBe('web');
  expect(await findProject(undefined, {}, seeing('demo'))).toBe('demo');
});

test.each([
  [seeing(), '--project is missing, and the identity sees no project: name the project that has the pipeline'],
  [seeing('a', 'b', 'c'), '--project is missing, and there are 3, such as a and b: name the project that has the pipeline'],
  [
    { projects: () => Promise.reject(new Error('refused')) },
    "--project is missing, and projects can't be listed (refused): name the project that has the pipeline",
  ],
])('without exactly one project, it has to be named: %#', async (organization, message) => {
  await expect(findProject(undefined, {}, organization)).rejects.toThrow(message);
});
