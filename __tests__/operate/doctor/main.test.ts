import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { aDraft } from '../../support/builders';
import { Child } from '../../support/child-process';
import { stubPrograms } from './support/stub-programs';
import { SUBSCRIPTION, WELL } from './support/workstation';

const PROJECT = join(__dirname, '../../..');
const PROGRAMS = ['terraform', 'az', 'kubelogin', 'kubectl'];

let fake: FakeDevOps;
let clean: (() => void)[] = [];
beforeEach(async () => {
  fake = await FakeDevOps.start({ pools: ['linux'] });
});
afterEach(async () => {
  for (const each of clean) each();
  clean = [];
  await fake.close();
});

interface Setting {
  readonly programs?: readonly string[];
  readonly draft?: object;
}

/** Runs the command as a process. Returns its exit code and its output. */
async function doctor(args: readonly string[], { programs = PROGRAMS, draft = aDraft() }: Setting = {}) {
  const { folder, remove } = stubPrograms(programs, WELL);
  clean.push(remove);
  writeFileSync(join(folder, 'config.json'), JSON.stringify(draft));
  const env = {
    PATH: folder,
    HOME: folder,
    AGENTS_CONFIG: join(folder, 'config.json'),
    ARM_SUBSCRIPTION_ID: SUBSCRIPTION,
    TF_VAR_azp_token: fake.token,
  };
  const child = new Child(process.execPath, ['dist/operate/doctor/main.js', ...args], { cwd: PROJECT, env });
  const code = await child.exited;
  expect(child.output).not.toContain(fake.token);
  return { code, output: child.output };
}

test('on a workstation without problems', async () => {
  const { code, output } = await doctor(['--url', fake.url]);
  expect(output).toContain('\nskipped  Deployment: cluster aks-pipelines does not exist yet\n');
  expect(output).toContain('skipped  Runner pools of GitHub: none is configured\n');
  expect(output).not.toContain('FAILED');
  expect(output).toMatch(/\n\d+ checks: 16 skipped, \d+ ok\n$/);
  expect(code).toBe(0);
});

test('a failure is reported with advice, and changes the exit code', async () => {
  fake.revokeToken(fake.token);
  const { code, output } = await doctor(['--before', '--url', fake.url]);
  expect(code).toBe(1);
  expect(output).toContain(`
FAILED: Token for Azure DevOps (devops-token)
  the personal access token in TF_VAR_azp_token is refused: GET connectionData?connectOptions=none: not signed in (401)`);
});

test('with --json it writes only JSON', async () => {
  const { code, output } = await doctor(['--json', '--only', 'agent-pools', '--only', 'terraform', '--url', fake.url]);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toEqual({
    ok: true,
    counts: { pass: 2, warn: 0, fail: 0, skip: 0 },
    checks: [
      { id: 'terraform', title: 'Terraform or OpenTofu', phase: 'before', status: 'pass', finding: 'terraform 1.11.4' },
      { id: 'agent-pools', title: 'Agent pools', phase: 'before', status: 'pass', finding: '"linux" (id 44)' },
    ],
  });
});

test.each([
  [['--only', 'nothing'], '--only names no check: "nothing". See: npm run doctor -- --help\n'],
  [
    ['--url', 'http://example.com/contoso'],
    '--url must start with https:// (http:// only for this machine), got "http://example.com/contoso". See: npm run doctor -- --help\n',
  ],
])('usage error with %j', async (args, message) => {
  expect(await doctor(args)).toEqual({ code: 2, output: message });
});

test('an invalid config', async () => {
  const { code, output } = await doctor([], { draft: {} });
  expect(code).toBe(2);
  expect(output).toMatch(/config\.json has \d problems:\n/);
});

test('nothing could be checked', async () => {
  const { code, output } = await doctor(['--only', 'azure-sign-in', '--only', 'vm-sizes'], { programs: [] });
  expect(output).toMatch(/\n2 checks: 2 skipped, 0 ok\n$/);
  expect(code).toBe(3);
});

test('the help needs no config', async () => {
  const { code, output } = await doctor(['--help'], { draft: {} });
  expect(code).toBe(0);
  expect(output).toMatch(/^Looks for anything that would stop a deploy/);
});
