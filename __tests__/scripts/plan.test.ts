import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aGitHubDraft } from '../support/builders';
import { eventually } from '../support/eventually';
import { Workbench } from './stub-terraform';

const SECRET = 'hunter2-in-a-plan';
const creates = {
  resource_changes: [{ address: 'x.one', change: { actions: ['create'], after: { password: SECRET } } }],
};
const NO_CLUSTER = 'Error: Kubernetes Cluster (Name: "aks-a") was not found';

let bench: Workbench | undefined;
afterEach(() => bench?.remove());

test('no changes', async () => {
  bench = new Workbench({ platform: {}, agents: {} });
  const { code, lines } = await bench.run('plan');
  expect(code).toBe(0);
  expect(lines.filter((line) => line === 'platform: no changes' || line === 'agents: no changes')).toHaveLength(2);
});

test('changes are listed without values, in every format', async () => {
  bench = new Workbench({ platform: { plan: creates } });
  const file = join(bench.folder, 'plan.md');
  const { code, output } = await bench.run('plan', '--json', '--markdown', file);
  expect(code).toBe(2);
  expect(output).toContain('"address": "x.one"');
  expect(readFileSync(file, 'utf8')).toContain('| platform | 1 to create |');
  expect(output + readFileSync(file, 'utf8')).not.toContain(SECRET);
});

test('a stack whose cluster does not exist yet is listed as waiting, not as an error', async () => {
  bench = new Workbench({ platform: { plan: creates }, keda: { fails: { plan: NO_CLUSTER } }, agents: { fails: { plan: NO_CLUSTER } } });
  const { code, output } = await bench.run('plan');
  expect(code).toBe(2);
  expect(output).toContain('keda: cannot be planned yet: it depends on platform; deploy that first');
  expect(output).toContain('agents: cannot be planned yet: it depends on keda; deploy that first');
});

test.each([
  // Messages of the kubernetes provider 2.38.0, without a state and with the state of an earlier deploy.
  'Error: API did not recognize GroupVersionKind from manifest (CRD may not be installed)',
  'failed to determine resource GVK: no matches for\nkind "TriggerAuthentication" in group "keda.sh"',
])('a stack without the kinds of KEDA is listed as waiting: %s', async (noKind) => {
  bench = new Workbench({ keda: { plan: creates }, agents: { fails: { plan: noKind } } });
  const { code, output } = await bench.run('plan');
  expect(code).toBe(2);
  expect(output).toContain('agents: cannot be planned yet: it depends on keda; deploy that first');
});

test('the same message is an error if no stack before it would change', async () => {
  bench = new Workbench({ platform: {}, keda: { fails: { plan: NO_CLUSTER } } });
  const { code, output } = await bench.run('plan');
  expect(code).toBe(1);
  expect(output).toContain(NO_CLUSTER);
});

test('another message is an error, even if a stack before it would change', async () => {
  bench = new Workbench({ platform: { plan: creates }, keda: { fails: { plan: 'Error: 403 Forbidden' } } });
  const { code, output } = await bench.run('plan');
  expect(code).toBe(1);
  expect(output).toContain('keda: could not be planned: terraform plan failed');
});

test('a plan takes no lock, and its file is deleted afterwards', async () => {
  bench = new Workbench({ platform: { plan: creates } });
  await bench.run('plan');
  expect(readFileSync(join(bench.folder, 'out/stacks/platform/calls'), 'utf8')).toMatch(
    /^init -input=false\nplan -input=false -lock=false -out=.*\nshow -json .*\n$/,
  );
  expect(readdirSync(bench.folder).filter((name) => name.startsWith('plan-'))).toEqual([]);
});

test.each([
  [
    'the key of a GitHub App',
    { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12345 },
    'TF_VAR_github_key',
    /^-----BEGIN PRIVATE KEY-----\n[A-Za-z0-9+/=]+\n-----END PRIVATE KEY-----$/,
  ],
  ['a token of GitHub', { kind: 'pat' }, 'TF_VAR_github_token', /\S/],
])('a plan needs no secret, but Terraform gets a value that it accepts: %s', async (_, auth, variable, form) => {
  bench = new Workbench({ agents: {} }, aGitHubDraft({ gitHub: { url: 'https://github.com/contoso', auth } }));
  const { code, output } = await bench.run('plan');
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('agents: no changes') });
  const values = JSON.parse(readFileSync(join(bench.folder, 'out/stacks/agents/variables.json'), 'utf8')) as Record<string, string>;
  expect(values[variable]).toMatch(form);
});

test('a wrong option is an error, not a change', async () => {
  bench = new Workbench({ platform: {} });
  const { code, output } = await bench.run('plan', '--unknown');
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('unknown option --unknown') });
});

test('Ctrl-C during a plan deletes the file with the plan', async () => {
  bench = new Workbench({ platform: { hangs: 'plan' } });
  const { folder } = bench;
  const plans = () => readdirSync(folder).filter((name) => name.startsWith('plan-'));
  const child = bench.start('plan');
  await eventually('the folder of a plan', () => plans().length === 1);
  // A terminal sends the signal to every process.
  process.kill(-child.pid, 'SIGINT');
  expect(await child.exited).toBe(130);
  expect(plans()).toEqual([]);
});
