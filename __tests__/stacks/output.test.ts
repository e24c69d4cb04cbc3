import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config/types';
import { buildApp } from '../../stacks/build-app';
import { aConfig, aGitHubConfig } from '../support/builders';
import { fullConfig } from '../support/configs';
import { filesBelow } from '../support/files';
import { IMAGE_CONTEXT } from '../support/synth';

const folders: string[] = [];

function written(config: Config): Readonly<Record<string, string>> {
  const outdir = mkdtempSync(join(tmpdir(), 'output-'));
  folders.push(outdir);
  buildApp(config, { imageContext: IMAGE_CONTEXT, outdir }).synth();
  return filesBelow(outdir);
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe.each([
  ['a small deployment', aConfig(), { token: 'azp_token' }],
  ['everything switched on', fullConfig(), {}],
  ['runners', aGitHubConfig(), { 'private-key': 'github_key' }],
])('the output for %s', (_, config, secrets) => {
  const files = written(config);
  const text = Object.values(files).join('\n');

  test('is the same, byte for byte, in another folder', () => {
    expect(written(config)).toEqual(files);
  });

  test('contains no path of this machine', () => {
    for (const path of [process.cwd(), tmpdir(), homedir()]) expect(text).not.toContain(`${path}/`);
    expect(text).not.toContain(userInfo().username === 'root' ? '/root' : userInfo().username);
  });

  test('contains no date', () => {
    expect(text).not.toMatch(/\b20\d\d-\d\d-\d\d\b/);
  });

  test('contains no secret: no credential of the environment, and only references to the token and the key', () => {
    expect(text).not.toMatch(/(password|client_secret|access_key|sas_token)"?:/i);
    const found = [...text.matchAll(/"(token|private-key)": "([^"]*)"/g)].map(([, key, value]) => [key, value]);
    expect(found).toEqual(Object.entries(secrets).map(([key, variable]) => [key, `\${trimspace(var.${variable})}`]));
  });
});

test('credentials in the environment do not reach the backend', () => {
  const before = { ...process.env };
  Object.assign(process.env, {
    ARM_ACCESS_KEY: 'key-of-the-state',
    ARM_CLIENT_SECRET: 'secret-of-the-client',
    TF_VAR_azp_token: 'token-of-the-agents',
    TF_VAR_github_key: 'key-of-the-app',
  });
  try {
    const text = [fullConfig(), aGitHubConfig()].flatMap((config) => Object.values(written(config))).join('\n');
    expect(text).not.toMatch(/key-of-the-state|secret-of-the-client|token-of-the-agents|key-of-the-app/);
  } finally {
    process.env = before;
  }
});
