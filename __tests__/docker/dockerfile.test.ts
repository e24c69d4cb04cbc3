import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LINES = readFileSync(join(__dirname, '..', '..', 'docker', 'Dockerfile'), 'utf8').split('\n');
const args = LINES.filter((line) => line.startsWith('ARG ')).map((line) => line.slice(4).split(/=(.*)/, 2) as [string, string?]);
const valuesOf = (name: string) => args.filter(([each]) => each === name).map(([, value]) => value);

test.each(['AGENT', 'POWERSHELL', 'NODE'])('%s: the URL and the label have the same version, and the checksum is complete', (name) => {
  const [version, ...inStages] = valuesOf(`${name}_VERSION`);
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(inStages).toEqual([undefined, undefined]);
  expect(valuesOf(`${name}_URL`)).toEqual([expect.stringContaining(`\${${name}_VERSION}`)]);
  expect(valuesOf(`${name}_SHA256`)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(LINES.join('\n')).toContain(`azp.${name.toLowerCase()}.version="\${${name}_VERSION}"`);
});

test('the image has no health check, because Kubernetes has probes', () => {
  expect(LINES.filter((line) => line.startsWith('HEALTHCHECK'))).toEqual([]);
});

test('the build context has only the files that the image needs', () => {
  const copied = LINES.filter((line) => line.startsWith('COPY ') && !line.includes('--from=')).flatMap((line) =>
    line.split(' ').slice(1, -1),
  );
  const ignore = readFileSync(join(__dirname, '..', '..', 'docker', '.dockerignore'), 'utf8').split('\n');
  expect(ignore).toContain('*');
  expect(ignore.filter((line) => line.startsWith('!')).sort()).toEqual(copied.map((file) => `!${file}`).sort());
});

test('the image runs as a fixed user, given by its number', () => {
  expect(LINES.filter((line) => line.startsWith('USER '))).toEqual(['USER 10001:10001']);
});

test('tini passes signals to the program only, not to the processes of a job', () => {
  expect(LINES).toContain('ENTRYPOINT ["/usr/bin/tini", "--", "/opt/azp/node", "/opt/azp/agent.cjs"]');
});

test('no instruction needs BuildKit, which ACR Tasks do not use', () => {
  expect(LINES.filter((line) => /<<|--mount=|--chmod=|^# syntax=/.test(line))).toEqual([]);
});
