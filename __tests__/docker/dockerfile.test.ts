import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const lines = readFileSync(join(__dirname, '..', '..', 'docker', 'Dockerfile'), 'utf8').split('\n');
const args = lines.filter((line) => line.startsWith('ARG ')).map((line) => line.slice(4).split(/=(.*)/, 2) as [string, string?]);
const valuesOf = (name: string) => args.filter(([each]) => each === name).map(([, value]) => value);

test.each(['AGENT', 'POWERSHELL', 'NODE'])('%s: one version for URL and label, a whole checksum', (name) => {
  const [version, ...inStages] = valuesOf(`${name}_VERSION`);
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(inStages).toEqual([undefined, undefined]);
  expect(valuesOf(`${name}_URL`)).toEqual([expect.stringContaining(`\${${name}_VERSION}`)]);
  expect(valuesOf(`${name}_SHA256`)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(lines.join('\n')).toContain(`azp.${name.toLowerCase()}.version="\${${name}_VERSION}"`);
});

test('Kubernetes probes, so the image has no health check of its own', () => {
  expect(lines.filter((line) => line.startsWith('HEALTHCHECK'))).toEqual([]);
});

test('only files that the image needs are in the build context', () => {
  const copied = lines.filter((line) => line.startsWith('COPY ') && !line.includes('--from=')).map((line) => line.split(' ')[1]);
  const ignore = readFileSync(join(__dirname, '..', '..', 'docker', '.dockerignore'), 'utf8').split('\n');
  expect(ignore).toContain('*');
  expect(ignore.filter((line) => line.startsWith('!')).sort()).toEqual(copied.map((file) => `!${file}`).sort());
});

test('it runs as the fixed user, by number', () => {
  expect(lines.filter((line) => line.startsWith('USER '))).toEqual(['USER 10001:10001']);
});

test('tini hands signals to the program only, not to what a job runs', () => {
  expect(lines).toContain('ENTRYPOINT ["/usr/bin/tini", "--", "/opt/azp/node", "/opt/azp/agent.cjs"]');
});

test('nothing needs BuildKit, which ACR Tasks do not use', () => {
  expect(lines.filter((line) => /<<|--mount=|--chmod=|^# syntax=/.test(line))).toEqual([]);
});
