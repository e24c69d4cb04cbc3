import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workbench } from './stub-terraform';

let bench: Workbench | undefined;
afterEach(() => bench?.remove());

test('every stack is initialised without its backend, then validated', async () => {
  bench = new Workbench({ platform: {}, agents: {} });
  const { code, lines } = await bench.run('validate-stacks');
  expect(code).toBe(0);
  expect(lines.at(-1)).toBe('all stacks are valid');
  for (const stack of ['platform', 'agents'])
    expect(readFileSync(join(bench.folder, 'out/stacks', stack, 'calls'), 'utf8')).toBe('init -backend=false -input=false\nvalidate\n');
});

test('an invalid stack is reported with its error, and the others are still validated', async () => {
  bench = new Workbench({ platform: { fails: { validate: 'Error: Unsupported argument' } }, agents: {} });
  const { code, output } = await bench.run('validate-stacks');
  expect(code).toBe(1);
  expect(output).toContain('platform is not valid:\nError: Unsupported argument');
  expect(output).toMatch(/validate agents \.\.\.\n {2}valid /);
});

test('without the registry, stacks are not called invalid: one message, and another exit code', async () => {
  const fails = { init: 'Error: Failed to query available provider packages' };
  bench = new Workbench({ platform: { fails }, keda: { fails }, agents: { fails } });
  const { code, output } = await bench.run('validate-stacks');
  expect(code).toBe(3);
  expect(output.match(/Failed to query/g)).toHaveLength(1);
  expect(output).not.toContain('not valid');
  expect(output).toMatch(/\n3 stacks are not checked: it is not known whether they are valid\n$/);
});

test('a stack that init cannot read is not valid', async () => {
  const init = 'Error: Terraform encountered problems during initialisation, including problems\nwith the configuration, described below.';
  bench = new Workbench({ platform: { fails: { init } }, agents: {} });
  const { code, output } = await bench.run('validate-stacks');
  expect(code).toBe(1);
  expect(output).toContain('platform is not valid:\nError: Terraform encountered');
  expect(output).toMatch(/validate agents \.\.\.\n {2}valid /);
});
