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
  expect(output).toContain('terraform validate failed:\nError: Unsupported argument');
  expect(output).toMatch(/validate agents \.\.\.\n {2}valid /);
});

test('a provider that cannot be installed is an error', async () => {
  bench = new Workbench({ platform: { fails: { init: 'Error: Failed to query available provider packages' } } });
  const { code, output } = await bench.run('validate-stacks');
  expect(code).toBe(1);
  expect(output).toContain('terraform init failed:\nError: Failed to query');
});
