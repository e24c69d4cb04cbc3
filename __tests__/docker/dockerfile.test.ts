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

test('the last stage is the agent image, so a build without arguments makes it', () => {
  expect([...STAGES.keys()]).toEqual(['downloads', 'base', 'runner-download', 'runner', 'agent-downloads', 'agent']);
});

test('a builder that builds all stages up to the one that is asked for downloads only what that image needs', () => {
  const stages = [...STAGES.keys()];
  const downloadsOf = (stage: string) =>
    (STAGES.get(stage) ?? []).flatMap((line) => [...line.matchAll(/sh fetch\.sh (\w+)/g)].map(([, name]) => name));
  expect(stages.slice(0, stages.indexOf('runner') + 1).flatMap(downloadsOf)).toEqual(['NODE', 'RUNNER']);
  // For the agent image, all stages are built: the condition then leaves the runner out.
  expect(LINES).toContain('ARG IMAGE=agent');
  expect(STAGES.get('runner-download')?.join('\n')).toMatch(/&& if \[ "\$\{IMAGE\}" = runner \]; then \\\n\s+sh fetch\.sh RUNNER/);
});

test.each(['agent', 'runner'])('the %s image runs as a fixed user, given by its number', (stage) => {
  expect(linesOf(stage, 'USER')).toEqual(['USER 10001:10001']);
});

test.each(['agent', 'runner'])('tini passes signals to the program of the %s image only, not to the processes of a job', (stage) => {
  expect(linesOf(stage, 'ENTRYPOINT')).toEqual(['ENTRYPOINT ["/usr/bin/tini", "--", "/opt/azp/node", "/opt/azp/agent.cjs"]']);
});

test('no instruction needs BuildKit, which ACR Tasks do not use', () => {
  expect(LINES.filter((line) => /<<|--mount=|--chmod=|^# syntax=/.test(line))).toEqual([]);
});
