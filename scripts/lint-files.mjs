// Lints what Biome does not know: shell scripts with shellcheck, the Dockerfile with hadolint. A linter that is not
// installed is named, with how to get it; in CI a missing shellcheck is an error, so that nothing passes unseen.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\0')
  .filter(Boolean);
// By their first line: not every script is called .sh.
const isShellScript = (file) =>
  existsSync(file) && (file.endsWith('.sh') || /^#!.*\b(ba)?sh\b/.test(readFileSync(file, 'utf8').slice(0, 80)));

const linters = [
  {
    name: 'shellcheck',
    args: [],
    files: tracked.filter(isShellScript),
    get: 'apt-get install shellcheck, or brew install shellcheck',
    requiredInCi: true,
  },
  {
    name: 'hadolint',
    args: [],
    files: tracked.filter((file) => file.endsWith('Dockerfile')),
    get: 'https://github.com/hadolint/hadolint',
    requiredInCi: false,
  },
];

for (const { name, args, files, get, requiredInCi } of linters) {
  if (spawnSync(name, ['--version'], { stdio: 'ignore' }).error !== undefined) {
    console.error(`${name} is not installed, so not checked: ${files.join(' ')} (${get})`);
    if (requiredInCi && process.env['CI']) process.exitCode = 1;
    continue;
  }
  const { status } = spawnSync(name, [...args, ...files], { stdio: 'inherit' });
  if (status === 0) console.log(`${name}: ${files.length} files, no problems`);
  else process.exitCode = 1;
}
