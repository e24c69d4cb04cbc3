// Lints the files that Biome does not support: shell scripts with shellcheck, the Dockerfile with hadolint, workflows with
// actionlint and zizmor. For a linter that is not installed, prints how to install it. In CI, that is an error if CI can
// install the linter.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\0')
  .filter(Boolean);
// The first line counts too, because not every script is named .sh.
const isShellScript = (file) =>
  existsSync(file) && (file.endsWith('.sh') || /^#!.*\b(ba)?sh\b/.test(readFileSync(file, 'utf8').slice(0, 80)));

const isWorkflow = (file) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file);
const isAction = (file) => /^\.github\/actions\/.+\/action\.ya?ml$/.test(file);

const linters = [
  {
    name: 'shellcheck',
    command: ['shellcheck'],
    version: ['--version'],
    files: tracked.filter(isShellScript),
    get: 'apt-get install shellcheck, or brew install shellcheck',
    requiredInCi: true,
  },
  {
    name: 'actionlint',
    // Go builds it from source, with the version and checksums in its go.mod.
    command: ['go', '-C', 'scripts/lint/actionlint', 'tool', 'actionlint'],
    version: ['-version'],
    files: tracked.filter(isWorkflow).map((file) => resolve(file)),
    get: 'install Go, which runs it: https://go.dev/dl',
    requiredInCi: true,
  },
  {
    name: 'zizmor',
    command: ['zizmor', '--offline', '--quiet', '--config=.github/zizmor.yml', '--persona=pedantic'],
    version: ['--version'],
    files: tracked.filter((file) => isWorkflow(file) || isAction(file)),
    get: 'scripts/lint/install-zizmor.sh FOLDER, then add FOLDER/bin to PATH',
    requiredInCi: true,
  },
  {
    name: 'hadolint',
    command: ['hadolint'],
    version: ['--version'],
    files: tracked.filter((file) => file.endsWith('Dockerfile')),
    get: 'https://github.com/hadolint/hadolint',
    requiredInCi: false,
  },
];

for (const { name, command, version, files, get, requiredInCi } of linters) {
  const [program, ...args] = command;
  if (spawnSync(program, [...args, ...version], { stdio: 'ignore' }).status !== 0) {
    console.error(`${name} is not installed, so these files are not checked: ${files.join(' ')} (${get})`);
    if (requiredInCi && process.env['CI']) process.exitCode = 1;
    continue;
  }
  const { status } = spawnSync(program, [...args, ...files], { stdio: 'inherit' });
  if (status === 0) console.log(`${name}: ${files.length} files, no problems`);
  else process.exitCode = 1;
}
