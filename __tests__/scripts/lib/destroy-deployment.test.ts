import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorService } from '../../../operate/lib/agent-service';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { destroyDeployment } from '../../../scripts/lib/destroy-deployment';
import { terraformRunner } from '../../../scripts/lib/terraform';
import { aConfig } from '../../support/builders';

const PLACEHOLDER = 'pipelines-linux-placeholder';
const DEPLOYED = 'data.azurerm_kubernetes_cluster.cluster\nkubernetes_manifest.namespace\n';
const LIVE = 'no agent is deleted';
const config = aConfig({ agentPools: [{ name: 'linux', pool: 'aks' }] });

/** Reads the state as Terraform 1.11 does: not before an init, and with an error if there is none. */
const TERRAFORM = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const [command] = process.argv.slice(2);
appendFileSync('calls', command + '\\n');
if (command === 'init') {
  if (existsSync('no-backend')) process.exit(1);
  writeFileSync('initialised', '');
} else if (existsSync('initialised') && existsSync('state')) process.stdout.write(readFileSync('state'));
else process.exitCode = 1;
`;

let fake: FakeDevOps;
let folder: string;
let said: string[];
beforeEach(async () => {
  fake = await FakeDevOps.start({ pools: ['aks'] });
  fake.addAgent('aks', { name: PLACEHOLDER, enabled: false });
  folder = mkdtempSync(join(tmpdir(), 'destroy-'));
  writeFileSync(join(folder, 'terraform'), TERRAFORM, { mode: 0o755 });
  said = [];
});
afterEach(async () => {
  await fake.close();
  rmSync(folder, { recursive: true });
});

const agents = () => fake.agentsOf('aks').map(({ name }) => name);

interface Run {
  /** What the state lists. Undefined if there is none. */
  readonly before?: string;
  /** The same after the destroy. By default, cdktf has written an empty state. */
  readonly after?: string;
  readonly code?: number;
}

/** Destroys with --yes. Returns the exit code. */
async function destroy({ before, after = '', code = 0 }: Run): Promise<number> {
  if (before !== undefined) writeFileSync(join(folder, 'state'), before);
  return destroyDeployment({
    terraform: terraformRunner(join(folder, 'terraform'), { PATH: process.env['PATH'] }),
    agentsStack: { name: 'pipelines-agents', folder },
    destroyStacks: async () => {
      writeFileSync(join(folder, 'state'), after);
      return code;
    },
    config,
    service: operatorService(config, fake.url, { TF_VAR_azp_token: fake.token }),
    confirmedBy: 'option',
    say: (line) => said.push(line),
  });
}

test('deletes the placeholder of the deployment that it has destroyed', async () => {
  expect(await destroy({ before: DEPLOYED })).toBe(0);
  expect(agents()).toEqual([]);
  expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('init\nstate\nstate\n');
});

test.each<[string, Run]>([
  ['no state, as in a fresh clone', {}],
  ['an empty state, as of an earlier deployment of the same name', { before: '' }],
  ['a state with data sources only', { before: 'data.azurerm_kubernetes_cluster.cluster\n' }],
  ['no state, if the destroy fails', { code: 1 }],
])('the placeholder of a live deployment is only listed after a destroy with %s', async (_, run) => {
  expect(await destroy(run)).toBe(run.code ?? 0);
  expect(agents()).toEqual([PLACEHOLDER]);
  expect(said[0]).toMatch(LIVE);
  expect(said).toContain(`  ${PLACEHOLDER} in agent pool "aks"`);
});

test('the placeholder stays if the backend could not be read before the destroy', async () => {
  writeFileSync(join(folder, 'no-backend'), '');
  writeFileSync(join(folder, 'initialised'), '');
  await destroy({ before: DEPLOYED });
  expect(agents()).toEqual([PLACEHOLDER]);
  expect(said[0]).toMatch(LIVE);
});

test('the placeholder stays if resources are left, as after a no to the plan', async () => {
  expect(await destroy({ before: DEPLOYED, after: DEPLOYED })).toBe(0);
  expect(agents()).toEqual([PLACEHOLDER]);
  expect(said).toEqual(['Stack pipelines-agents is not known to be empty, so its registered agents stay as they are.']);
});

test('if a later stack fails, the placeholder is deleted: the next run would find no proof any more', async () => {
  expect(await destroy({ before: DEPLOYED, code: 1 })).toBe(1);
  expect(agents()).toEqual([]);
});

test('after Ctrl-C no agent is deleted, but what is left is said, because the next run would find no proof', async () => {
  expect(await destroy({ before: DEPLOYED, code: 130 })).toBe(130);
  expect(agents()).toEqual([PLACEHOLDER]);
  expect(said).toEqual([expect.stringMatching(`^Stack pipelines-agents is deleted, .* Delete ${PLACEHOLDER} by hand, `)]);
});

test('after Ctrl-C before anything was deleted, nothing is said', async () => {
  expect(await destroy({ before: DEPLOYED, after: DEPLOYED, code: 130 })).toBe(130);
  expect(said).toEqual([]);
});

test('an agent that cannot be deleted fails the command', async () => {
  fake.fault({ method: 'DELETE', path: /agents/, answer: '503' });
  expect(await destroy({ before: DEPLOYED })).toBe(1);
});
