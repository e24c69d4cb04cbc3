import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capabilitiesOf } from '../../../../proof/fake-devops/stub-agent/capabilities';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'stub-agent-'));
});
afterEach(() => rmSync(home, { recursive: true }));

test('a variable is a capability if its value is shorter than 1024 characters and it is not ignored', () => {
  const env = { SHORT: 'x'.repeat(1023), LONG: 'x'.repeat(1024), SECRET: 's', TERM: 'xterm', EMPTY: '', VSO_AGENT_IGNORE: 'SECRET, OTHER' };
  const capabilities = capabilitiesOf('a', home, env);
  expect(capabilities).toMatchObject({ SHORT: 'x'.repeat(1023), EMPTY: '', VSO_AGENT_IGNORE: 'SECRET, OTHER' });
  for (const name of ['LONG', 'SECRET', 'TERM']) expect(capabilities).not.toHaveProperty(name);
});

test('names of ignored variables are case-sensitive', () => {
  expect(capabilitiesOf('a', home, { secret: 's', VSO_AGENT_IGNORE: 'SECRET' })).toHaveProperty('secret');
});

test('lines of .capabilities override variables, ignoring case; a line without "=" is skipped', () => {
  writeFileSync(join(home, '.capabilities'), 'kubectl=\nJAVA_home=/opt/java=17\nnothing\n=empty\n');
  const capabilities = capabilitiesOf('a', home, { JAVA_HOME: '/usr/java' });
  expect(capabilities).toMatchObject({ kubectl: '', JAVA_HOME: '/opt/java=17' });
  expect(Object.keys(capabilities)).not.toContain('');
  expect(capabilities).not.toHaveProperty('nothing');
  expect(capabilities).not.toHaveProperty('JAVA_home');
});

test('tools on PATH are capabilities with their path', () => {
  writeFileSync(join(home, 'docker'), '');
  chmodSync(join(home, 'docker'), 0o755);
  writeFileSync(join(home, 'java'), '');
  const capabilities = capabilitiesOf('a', home, { PATH: `/nowhere:${home}` });
  expect(capabilities['docker']).toBe(join(home, 'docker'));
  expect(capabilities).not.toHaveProperty('java');
});

test("the agent's own capabilities override all others", () => {
  const capabilities = capabilitiesOf('linux-1', home, { 'Agent.Name': 'other' });
  expect(capabilities).toMatchObject({ 'Agent.Name': 'linux-1', 'Agent.OS': 'Linux', 'Agent.HomeDirectory': home });
});
