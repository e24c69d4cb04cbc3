import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AgentFiles } from '../../../../proof/fake-devops/stub-agent/agent-files';
import { createKey, signedToken } from '../../../../proof/fake-devops/stub-agent/rsa-key';
import { AGENT_VERSION } from '../../../../proof/fake-devops/stub-agent/version';

const SETTINGS = { agentId: 25, agentName: 'linux-1', poolId: 44, poolName: 'linux', serverUrl: 'http://h/contoso', workFolder: '_work' };
const key = createKey();
let files: AgentFiles;
beforeEach(() => {
  files = new AgentFiles(mkdtempSync(join(tmpdir(), 'stub-agent-')));
});
afterEach(() => rmSync(files.home, { recursive: true }));

test('.agent is camel-case JSON after a byte order mark', () => {
  files.write('.agent', SETTINGS);
  const text = readFileSync(join(files.home, '.agent'), 'utf8');
  expect(text.startsWith('\uFEFF{')).toBe(true);
  expect(JSON.parse(text.slice(1))).toEqual(SETTINGS);
  expect(files.read('.agent')).toEqual(SETTINGS);
});

test('only its owner can read the private key', () => {
  files.write('.credentials_rsaparams', key);
  expect(statSync(join(files.home, '.credentials_rsaparams')).mode & 0o777).toBe(0o600);
});

test('the public key verifies the signature of a token', () => {
  files.write('.credentials_rsaparams', key);
  const [header = '', claims = '', signature = ''] = signedToken({ sub: 'x' }, files.read('.credentials_rsaparams')).split('.');
  const base64url = (number: string) => Buffer.from(number, 'base64').toString('base64url');
  const jwk = { kty: 'RSA', n: base64url(key.modulus), e: base64url(key.exponent) };
  const publicKey = createPublicKey({ format: 'jwk', key: jwk });
  expect(verify('RSA-SHA256', Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toEqual({ sub: 'x' });
});

test('the stub has the version of the agent in the image', () => {
  const dockerfile = readFileSync(join(__dirname, '..', '..', '..', '..', 'docker', 'Dockerfile'), 'utf8');
  expect(dockerfile).toContain(`ARG AGENT_VERSION=${AGENT_VERSION}\n`);
});
