import { readProjectFile } from '../pipelines/project-files';

const argOf = (name: string) => new RegExp(`^ARG ${name}=(\\S+)$`, 'm').exec(readProjectFile('docker/Dockerfile'))?.[1];

test.each([
  ['agent', 'AGENT'],
  ['PowerShell', 'POWERSHELL'],
  ['Node.js', 'NODE'],
  ['runner', 'RUNNER'],
])('docs/agent-image.md says where the checksum of this version of %s is', (what, name) => {
  expect(argOf(`${name}_SHA256`)).toMatch(/^[0-9a-f]{64}$/);
  expect(readProjectFile('docs/agent-image.md')).toContain(`| ${what} | ${argOf(`${name}_VERSION`)} |`);
});

test('docs/agent-image.md shows the size of this version of Node.js', () => {
  expect(readProjectFile('docs/agent-image.md')).toContain(`| Node.js ${argOf('NODE_VERSION')} | `);
});
