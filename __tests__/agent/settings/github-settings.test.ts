import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLog } from '../../../agent/process/log';
import { credentialSource, type GitHubCredential } from '../../../agent/settings/github-settings';
import { readKeepSettings } from '../../../agent/settings/keep-settings';
import { readAllInOneSettings, readRegisterSettings } from '../../../agent/settings/register-settings';
import { readRunSettings } from '../../../agent/settings/run-settings';
import { temporaryFolder } from '../support/fakes';

const APP = {
  AZP_GITHUB_URL: 'https://github.com/contoso/',
  AZP_SCALE_SET: 'gh-linux',
  AZP_GITHUB_CLIENT_ID: 'Iv23abc',
  AZP_GITHUB_INSTALLATION_ID: '12345',
  AZP_GITHUB_KEY_FILE: '/secret/private-key',
};

const pemOf = (type: 'rsa' | 'ec') => {
  const pair = type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
};

test('a registrar with the URL of GitHub serves a runner, whose group is Default unless another is named', () => {
  expect(readRegisterSettings({ ...APP }).service).toEqual({
    kind: 'github',
    gitHub: {
      url: 'https://github.com/contoso',
      credential: { kind: 'app', clientId: 'Iv23abc', installationId: 12345, keyFile: '/secret/private-key' },
    },
    scaleSet: 'gh-linux',
    runnerGroup: 'Default',
  });
  expect(readRegisterSettings({ ...APP, AZP_RUNNER_GROUP: 'private' }).service).toMatchObject({ runnerGroup: 'private' });
});

test('a token file takes precedence over the key of an App', () => {
  const { service } = readRegisterSettings({ ...APP, AZP_GITHUB_TOKEN_FILE: '/secret/token' });
  expect(service).toMatchObject({ gitHub: { credential: { kind: 'pat', tokenFile: '/secret/token' } } });
});

test('run needs the URL alone, to know that it serves a runner', () => {
  expect(readRunSettings({ AZP_GITHUB_URL: 'https://github.com/contoso' })).toEqual({
    service: { kind: 'github' },
    folders: { home: '/azp/runner', work: '/azp/_work', handover: '/azp/handover' },
    handoverLimitMs: 300_000,
  });
});

test.each<[string, Record<string, string>, string]>([
  ['no credential', { AZP_GITHUB_CLIENT_ID: '', AZP_GITHUB_KEY_FILE: '' }, 'set AZP_GITHUB_KEY_FILE (a file'],
  ['an App without a key', { AZP_GITHUB_KEY_FILE: '' }, 'cannot start register: set AZP_GITHUB_KEY_FILE'],
  ['an App without a client id', { AZP_GITHUB_CLIENT_ID: '' }, 'cannot start register: set AZP_GITHUB_CLIENT_ID'],
  ['an App without an installation', { AZP_GITHUB_INSTALLATION_ID: '' }, 'cannot start register: set AZP_GITHUB_INSTALLATION_ID'],
  ['an installation that is no number', { AZP_GITHUB_INSTALLATION_ID: '1e3' }, 'AZP_GITHUB_INSTALLATION_ID must be the number'],
  ['no scale set', { AZP_SCALE_SET: '' }, 'set AZP_SCALE_SET'],
  ['a URL of nothing', { AZP_GITHUB_URL: 'https://github.com' }, 'AZP_GITHUB_URL must name one organisation'],
])('%s is reported', (_what, more, message) => {
  expect(() => readRegisterSettings({ ...APP, ...more })).toThrow(message);
});

test('a password in the URL is not printed', () => {
  const read = () => readRegisterSettings({ ...APP, AZP_GITHUB_URL: 'https://me:s3cret@github.com/contoso' });
  expect(read).toThrow('AZP_GITHUB_URL must not contain a user name or password');
  expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining('s3cret') }));
});

test('a runner in one container and a placeholder for runners are refused, with the reason', () => {
  expect(() => readAllInOneSettings({ ...APP })).toThrow('where its job could read the credential');
  expect(() => readKeepSettings({ ...APP })).toThrow('GitHub queues jobs without a runner');
});

describe('the credential', () => {
  function aSource(credential: (folder: string) => GitHubCredential) {
    const folder = temporaryFolder();
    const lines: string[] = [];
    const log = createLog((line) => void lines.push(line));
    const write = (content: string) => writeFileSync(join(folder, 'secret'), content);
    const read = credentialSource({ url: 'https://github.com/contoso', credential: credential(join(folder, 'secret')) }, log);
    return { log, lines, write, read };
  }
  const app = (keyFile: string): GitHubCredential => ({ kind: 'app', clientId: 'Iv23abc', installationId: 12345, keyFile });
  const pat = (tokenFile: string): GitHubCredential => ({ kind: 'pat', tokenFile });

  test('is read again at each use, without the blanks around it', async () => {
    const { write, read } = aSource(pat);
    write('ghp_first\n');
    expect(await read()).toEqual({ kind: 'pat', token: 'ghp_first' });
    write('  ghp_second');
    expect(await read()).toEqual({ kind: 'pat', token: 'ghp_second' });
  });

  test('is the key of an App with what identifies its installation', async () => {
    const { write, read } = aSource(app);
    const pem = pemOf('rsa');
    write(pem);
    expect(await read()).toEqual({ kind: 'app', clientId: 'Iv23abc', installationId: 12345, privateKey: pem.trim() });
  });

  test('is hidden from the log', async () => {
    const { log, lines, write, read } = aSource(app);
    const pem = pemOf('rsa');
    write(pem);
    await read();
    log.info('a library says', { reason: `bad key ${pem}` });
    expect(lines.join('')).toContain('bad key ***');
  });

  test.each<[string, (file: string) => GitHubCredential, string, string]>([
    ['an empty token file', pat, ' \n', 'is empty: put the token into it'],
    ['a token file with two lines', pat, 's3cret\nghp_b', 'put one token into it'],
    ['an empty key file', app, '', 'is empty: put the key into it'],
    ['a key file without a key', app, 's3cret', 'has no RSA private key in PEM format'],
    ['a key that is cut off', app, pemOf('rsa').slice(0, 400), 'has no RSA private key in PEM format'],
    ['a key of another kind', app, pemOf('ec'), 'has no RSA private key in PEM format'],
  ])('%s is refused, without its content', async (_what, credential, content, message) => {
    const { write, read } = aSource(credential);
    write(content);
    const failure = read();
    await expect(failure).rejects.toMatchObject({ fault: 'signIn', message: expect.stringContaining(message) });
    await expect(failure).rejects.toMatchObject({ message: expect.not.stringMatching(/s3cret|BEGIN/) });
  });

  test('a missing file is reported with the variable that names it', async () => {
    await expect(aSource(app).read()).rejects.toMatchObject({
      fault: 'signIn',
      message: expect.stringContaining('change AZP_GITHUB_KEY_FILE'),
    });
    await expect(aSource(pat).read()).rejects.toMatchObject({ message: expect.stringContaining('change AZP_GITHUB_TOKEN_FILE') });
  });
});
