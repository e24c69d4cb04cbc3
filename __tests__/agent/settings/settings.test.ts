import { readKeepSettings } from '../../../agent/settings/keep-settings';
import { readAllInOneSettings, readRegisterSettings } from '../../../agent/settings/register-settings';
import { readRunSettings } from '../../../agent/settings/run-settings';

const COMPLETE = { AZP_URL: 'https://dev.azure.com/contoso', AZP_POOL: 'linux', AZP_TOKEN_FILE: '/secret/token', AZP_AGENT_NAME: 'a' };

test('all missing settings are reported together', () => {
  expect(() => readRegisterSettings({ AZP_IDLE_MINUTES: 'soon' })).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      message: expect.stringMatching(
        /^cannot start register: set AZP_URL .*; set AZP_POOL .* AZP_POOL_ID; set AZP_TOKEN_FILE .*; AZP_IDLE_MINUTES must be a number above 0, got "soon"$/,
      ),
    }),
  );
});

test('an empty variable counts as unset', () => {
  expect(() => readRegisterSettings({ ...COMPLETE, AZP_POOL: '' })).toThrow('set AZP_POOL');
});

test('run needs neither organisation nor credential', () => {
  expect(readRunSettings({})).toEqual({
    service: { kind: 'azure-pipelines', capabilities: '' },
    folders: { home: '/azp/agent', work: '/azp/_work', handover: '/azp/handover' },
    handoverLimitMs: 300_000,
  });
});

test('the limits have defaults, and trailing slashes of the URL are dropped', () => {
  const settings = readRegisterSettings({ ...COMPLETE, AZP_URL: 'https://dev.azure.com/contoso//' });
  expect(settings).toMatchObject({
    registerLimitMs: 180_000,
    deregisterLimitMs: 90_000,
    idleMs: 600_000,
    service: { organisation: { url: 'https://dev.azure.com/contoso' } },
  });
});

test.each([
  ['0', false],
  ['-1', false],
  ['0.1', true],
  ['15', true],
  ['1e999', false],
])('AZP_IDLE_MINUTES=%s is valid: %s', (value, valid) => {
  const read = () => readRegisterSettings({ ...COMPLETE, AZP_IDLE_MINUTES: value });
  if (valid) expect(read().idleMs).toBe(Number(value) * 60_000);
  else expect(read).toThrow(`AZP_IDLE_MINUTES must be a number above 0, got "${value}"`);
});

test('scheme and host of the URL may be in upper or lower case, as in the config', () => {
  const { service } = readRegisterSettings({ ...COMPLETE, AZP_URL: 'HTTPS://Dev.Azure.com/Contoso/' });
  expect(service).toMatchObject({ organisation: { url: 'https://dev.azure.com/Contoso' } });
});

test.each([['dev.azure.com/contoso'], ['ftp://dev.azure.com'], ['https://']])('%s is not the URL of an organisation', (url) => {
  expect(() => readRegisterSettings({ ...COMPLETE, AZP_URL: url })).toThrow(
    `AZP_URL must be a URL such as https://dev.azure.com/contoso, got "${url}"`,
  );
});

test.each([
  ['65536', false],
  ['65535', true],
  ['80.5', false],
])('AZP_HEALTH_PORT=%s is valid: %s', (port, valid) => {
  const read = () => readKeepSettings({ ...COMPLETE, AZP_HEALTH_PORT: port });
  if (valid) expect(read().healthPort).toBe(Number(port));
  else expect(read).toThrow(`AZP_HEALTH_PORT must be a port, 0 to 65535, got "${port}"`);
});

const IN_POD = { ...COMPLETE, AZP_AGENT_NAME_PREFIX: 'linux-', AZP_NAMESPACE: 'agents', KUBERNETES_SERVICE_HOST: '10.0.0.1' };

test('in a Kubernetes pod, offline agents are deleted after 15 minutes', () => {
  expect(readKeepSettings({ ...IN_POD, KUBERNETES_SERVICE_PORT: '6443' }).reap).toEqual({
    prefix: 'linux-',
    offlineMs: 15 * 60_000,
    kubernetes: {
      host: '10.0.0.1',
      port: 6443,
      namespace: 'agents',
      accountFolder: '/var/run/secrets/kubernetes.io/serviceaccount',
      timeoutMs: 10_000,
    },
  });
  expect(readKeepSettings({ ...IN_POD, AZP_REAP_MINUTES: '60' }).reap).toMatchObject({ offlineMs: 3600_000, kubernetes: { port: 443 } });
});

test.each(['AZP_AGENT_NAME_PREFIX', 'AZP_NAMESPACE', 'KUBERNETES_SERVICE_HOST'])('without %s no agent is deleted', (name) => {
  expect(readKeepSettings({ ...IN_POD, [name]: '' }).reap).toBeUndefined();
});

test('a registrar that knows its namespace marks its pod; an agent in one container does not', () => {
  expect(readRegisterSettings(IN_POD).kubernetes).toMatchObject({ host: '10.0.0.1', port: 443, namespace: 'agents' });
  expect(readRegisterSettings({ ...IN_POD, AZP_NAMESPACE: '' }).kubernetes).toBeUndefined();
  expect(readAllInOneSettings(IN_POD).kubernetes).toBeUndefined();
});

test('an agent pool may be given by its id', () => {
  const { AZP_POOL: _, ...rest } = COMPLETE;
  expect(readRegisterSettings({ ...rest, AZP_POOL_ID: '44' }).service).toMatchObject({ organisation: { pool: { id: 44 } } });
});

test('secrets are removed from the environment', () => {
  const env = { ...COMPLETE, AZP_TOKEN: 't', AZP_CLIENTSECRET: 's' };
  readRegisterSettings(env);
  expect(env).not.toHaveProperty('AZP_TOKEN');
  expect(env).not.toHaveProperty('AZP_CLIENTSECRET');
});

describe('which credential is used', () => {
  const { AZP_TOKEN_FILE: _, ...without } = COMPLETE;
  const identity = { AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client', AZURE_FEDERATED_TOKEN_FILE: '/var/run/token' };
  const principal = { AZP_TENANTID: 'tenant', AZP_CLIENTID: 'client', AZP_CLIENTSECRET: 'secret' };

  test.each([
    ['the file before the token', { AZP_TOKEN_FILE: '/t', AZP_TOKEN: 't', ...principal, ...identity }, { kind: 'patFile', file: '/t' }],
    ['the token before the principal', { AZP_TOKEN: 't', ...principal, ...identity }, { kind: 'pat', token: 't' }],
    [
      'the principal before the identity',
      { ...principal, ...identity },
      { kind: 'servicePrincipal', tenantId: 'tenant', clientId: 'client', clientSecret: 'secret' },
    ],
    ['the identity', identity, { kind: 'workloadIdentity', tenantId: 'tenant', clientId: 'client', tokenFile: '/var/run/token' }],
  ])('%s', (_name, more, auth) => {
    expect(readRegisterSettings({ ...without, ...more }).service).toMatchObject({ organisation: { auth } });
  });

  test('for an incomplete service principal, the error names what is missing', () => {
    expect(() => readRegisterSettings({ ...without, AZP_CLIENTID: 'client' })).toThrow('set AZP_CLIENTSECRET; set AZP_TENANTID');
  });
});

test('credentials in the URL are refused and not printed, and capabilities without a name are reported', () => {
  const read = () =>
    readRegisterSettings({ ...COMPLETE, AZP_URL: 'https://me:s3cret-pat@dev.azure.com/contoso', AZP_CAPABILITIES: 'a\n=b' });
  expect(read).toThrow('AZP_URL must not contain a user name or password: remove the part before the @');
  expect(read).toThrow('AZP_CAPABILITIES has a line without a name: "=b"; write name=value');
  expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining('s3cret-pat') }));
});

test('a job has no limit, and no scaler is asked, unless the variables say so', () => {
  expect(readRegisterSettings({ ...COMPLETE })).toMatchObject({ jobMs: Number.POSITIVE_INFINITY, scalerUrl: undefined });
  const given = { AZP_JOB_MINUTES: '90', AZP_SCALER_URL: 'http://azure-pipelines-scaler.agents.svc:8082/' };
  expect(readRegisterSettings({ ...COMPLETE, ...given })).toMatchObject({
    jobMs: 5_400_000,
    scalerUrl: 'http://azure-pipelines-scaler.agents.svc:8082',
  });
  expect(readAllInOneSettings({ ...COMPLETE, ...given })).toMatchObject({ jobMs: Number.POSITIVE_INFINITY, scalerUrl: undefined });
});

test.each([['azure-pipelines-scaler:8082'], ['https://azure-pipelines-scaler.agents.svc:8082'], ['http://']])(
  '%s is not the URL of a scaler',
  (url) => {
    expect(() => readRegisterSettings({ ...COMPLETE, AZP_SCALER_URL: url })).toThrow(
      `AZP_SCALER_URL must be a URL such as http://azure-pipelines-scaler.agents.svc:8082, got "${url}"`,
    );
  },
);

test('AZP_JOB_MINUTES must be a number above 0', () => {
  expect(() => readRegisterSettings({ ...COMPLETE, AZP_JOB_MINUTES: '0' })).toThrow('AZP_JOB_MINUTES must be a number above 0, got "0"');
});
