import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { startAgent } from './support/agent-process';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

/** Registers with this token and these variables; the program must end by itself immediately. */
async function refused(token: string | undefined, env: Record<string, string> = {}) {
  const agent = startAgent('register', { devops, env, ...(token === undefined ? {} : { token }) });
  const code = await agent.exited;
  return { code, errors: agent.logs.filter(({ level }) => level !== 'info').map(({ reason }) => reason), agent };
}

const RIGHT = 'make the identity its Administrator (Organization settings, Agent pools, Security)';
const SIGN_IN = 'check the token, its scope "Agent Pools (Read & manage)", that it has not expired, and the organisation';
const UNAUTHORISED = "TF400813: The user '' is not authorized to access this resource.";

test.each([
  [
    'a wrong token',
    () => 'wrong',
    {},
    77,
    `GET pools?poolName=linux&actionFilter=manage: not signed in (401): ${UNAUTHORISED}: ${SIGN_IN}`,
  ],
  [
    'an expired token',
    () => {
      const token = devops.issueToken();
      devops.expireToken(token);
      return token;
    },
    {},
    77,
    `GET pools?poolName=linux&actionFilter=manage: not signed in (401): Access Denied: The Personal Access Token used has expired.: ${SIGN_IN}`,
  ],
  [
    'an unknown agent pool',
    () => devops.token,
    { AZP_POOL: 'lunix' },
    78,
    'agent pool "lunix" not found: check its name, create it, or make the identity its Administrator',
  ],
  [
    'an unknown id',
    () => devops.token,
    { AZP_POOL: '', AZP_POOL_ID: '99' },
    78,
    'agent pool with id 99 not found: check its name, create it, or make the identity its Administrator',
  ],
  [
    'a missing right',
    () => devops.issueToken({ roles: { linux: 'reader' } }),
    {},
    77,
    `no right to register agents in agent pool "linux": ${RIGHT}`,
  ],
])(
  'for %s, one line says what is wrong and what to do, and the exit code fits',
  async (_what, token, env, code, line) => {
    expect(await refused(token(), env)).toMatchObject({ code, errors: [line] });
    expect(agentNames(devops)).toEqual([]);
  },
  60_000,
);

test('config.sh finds a token without the scope to register, and is not run again', async () => {
  const { code, errors, agent } = await refused(devops.issueToken({ scopes: ['vso.agentpools'] }));
  expect(code).toBe(77);
  expect(errors).toEqual([`config.sh ended with 1: VS30063: You are not authorized to access ${new URL(devops.url).origin}.: ${SIGN_IN}`]);
  expect(agent.events('registering')).toHaveLength(1);
  expect(agentNames(devops)).toEqual([]);
}, 60_000);

test.each(['203-html', '302', { status: 200, body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } }] as const)(
  'the sign-in page instead of JSON (%j) counts as a wrong token',
  async (answer) => {
    devops.fault({ path: /distributedtask\/pools/, answer });
    const { code, errors } = await refused(devops.token);
    expect([code, errors]).toEqual([77, [expect.stringContaining('not signed in')]]);
  },
  60_000,
);

test('all missing settings are reported together', async () => {
  const agent = startAgent('register', { devops, env: { AZP_URL: '', AZP_POOL: '', AZP_TOKEN_FILE: '', AZP_IDLE_MINUTES: 'ten' } });
  expect(await agent.exited).toBe(64);
  const [line] = agent.events('usage error');
  for (const name of ['AZP_URL', 'AZP_POOL', 'AZP_TOKEN_FILE', 'AZP_IDLE_MINUTES']) expect(line?.['reason']).toContain(name);
  expect(devops.requests).toEqual([]);
}, 60_000);

test('the error names a missing token file', async () => {
  const { code, errors } = await refused(undefined, { AZP_TOKEN_FILE: '/nowhere/token' });
  expect([code, errors]).toEqual([77, [expect.stringContaining('cannot read the token file /nowhere/token')]]);
}, 60_000);
