import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const LINES = readFileSync(join(__dirname, '..', '..', 'docker', 'Dockerfile'), 'utf8').split('\n');
const args = LINES.filter((line) => line.startsWith('ARG ')).map((line) => line.slice(4).split(/=(.*)/, 2) as [string, string?]);
const valuesOf = (name: string) => args.filter(([each]) => each === name).map(([, value]) => value);

test.each(['AGENT', 'POWERSHELL', 'NODE', 'RUNNER'])(
  '%s: the URL and the label have the same version, and the checksum is complete',
  (name) => {
    const [version, ...inStages] = valuesOf(`${name}_VERSION`);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    // The stage that downloads it, and those with a label. Both images have Node.
    expect(inStages).toEqual(name === 'NODE' ? [undefined, undefined, undefined] : [undefined, undefined]);
    expect(valuesOf(`${name}_URL`)).toEqual([expect.stringContaining(`\${${name}_VERSION}`)]);
    expect(valuesOf(`${name}_SHA256`)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(LINES.join('\n')).toContain(`azp.${name.toLowerCase()}.version="\${${name}_VERSION}"`);
  },
);

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

/** The lines of each stage, by its name. */
const STAGES: ReadonlyMap<string, readonly string[]> = new Map(
  LINES.join('\n')
    .split(/^FROM /m)
    .slice(1)
    .map((text) => [/^\S+ AS (\S+)/.exec(text)?.[1] ?? '', text.split('\n')]),
);
const linesOf = (stage: string, instruction: string) => (STAGES.get(stage) ?? []).filter((line) => line.startsWith(`${instruction} `));

test('the last stage is the image that the argument IMAGE names, by default the agent image', () => {
  expect([...STAGES.keys()]).toEqual(['downloads', 'base', 'runner-download', 'runner-image', 'agent-downloads', 'agent-image', '']);
  expect(LINES.filter((line) => line.startsWith('FROM ')).at(-1)).toBe('FROM ${IMAGE}-image');
  expect(valuesOf('IMAGE')).toEqual(['agent', undefined, undefined]);
});

test('no stage is called like an image, so --target runner fails instead of making an image without a runner', () => {
  expect(['agent', 'runner'].filter((name) => STAGES.has(name))).toEqual([]);
});

/** The names of the files that a stage downloads for an image, as a shell runs its instructions. */
const downloadsFor = (image: string, stage: string): readonly string[] => {
  const instructions = (STAGES.get(stage) ?? []).join('\n').replaceAll('\\\n', '').split('\n');
  const scripts = instructions.filter((line) => line.startsWith('RUN ') && line.includes('sh fetch.sh')).map((line) => line.slice(4));
  const standIns = ['sh', 'mkdir', 'tar', 'rm', 'chmod'].map((name) => `${name}() { ${name === 'sh' ? 'echo "FETCH $2"' : ':'}; }`);
  const { status, stdout, stderr } = spawnSync('bash', ['-c', [...standIns, 'set -e', ...scripts].join('\n')], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], IMAGE: image },
  });
  if (status !== 0) throw new Error(stderr.trim());
  return [...stdout.matchAll(/^FETCH (\w+)$/gm)].map(([, name = '']) => name);
};

test.each([
  ['agent', ['AGENT', 'POWERSHELL']],
  ['runner', ['RUNNER']],
])('a builder that builds all stages downloads for the %s image only what it needs', (image, expected) => {
  expect(['runner-download', 'agent-downloads'].flatMap((stage) => downloadsFor(image, stage))).toEqual(expected);
  expect([...STAGES.keys()].filter((stage) => STAGES.get(stage)?.join('\n').includes('fetch.sh '))).toEqual([
    'downloads',
    'runner-download',
    'agent-downloads',
  ]);
});

test.each(['', 'Runner', 'runer'])('IMAGE "%s" ends the build with a sentence', (image) => {
  expect(() => downloadsFor(image, 'runner-download')).toThrow(`IMAGE is '${image}': set it to agent or runner`);
});

test('both images run as a fixed user, given by its number', () => {
  expect(LINES.filter((line) => line.startsWith('USER '))).toEqual(['USER 10001:10001']);
  expect(linesOf('', 'USER')).toHaveLength(1);
});

test('tini passes signals to the program of both images only, not to the processes of a job', () => {
  expect(linesOf('', 'ENTRYPOINT')).toEqual(['ENTRYPOINT ["/usr/bin/tini", "--", "/opt/azp/node", "/opt/azp/agent.cjs"]']);
});

test('no instruction needs BuildKit, which ACR Tasks do not use', () => {
  expect(LINES.filter((line) => /<<|--mount=|--chmod=|^# syntax=/.test(line))).toEqual([]);
});
