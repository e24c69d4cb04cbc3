import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const lines = readFileSync(join(__dirname, '..', '..', 'docker', 'Dockerfile'), 'utf8').split('\n');
const args = lines.filter((line) => line.startsWith('ARG ')).map((line) => line.slice(4).split(/=(.*)/, 2) as [string, string]);
const valuesOf = (name: string) => args.filter(([each]) => each === name).map(([, value]) => value);

test.each(['AGENT', 'POWERSHELL', 'NODE'])(
  '%s: the URL follows the version, the checksum is whole, the label names the same version',
  (name) => {
    const versions = valuesOf(`${name}_VERSION`);
    expect(versions).toHaveLength(2);
    expect(versions[1]).toBe(versions[0]);
    expect(valuesOf(`${name}_URL`)).toEqual([expect.stringContaining(`\${${name}_VERSION}`)]);
    expect(valuesOf(`${name}_SHA256`)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  },
);

test('it runs as the fixed user, by number', () => {
  expect(lines.filter((line) => line.startsWith('USER '))).toEqual(['USER 10001:10001']);
});

test('tini hands signals to the program only, not to what a job runs', () => {
  expect(lines).toContain('ENTRYPOINT ["/usr/bin/tini", "--", "/opt/azp/node", "/opt/azp/agent.cjs"]');
});

test('nothing needs BuildKit, which ACR Tasks do not use', () => {
  expect(lines.filter((line) => /<<|--mount=|--chmod=|^# syntax=/.test(line))).toEqual([]);
});
