// Checks that this project can move from cdktf, which is archived, to its fork cdktn: synthesizes the same config with the
// fork in a temporary copy, and compares the stacks. Needs the npm registry; takes about a minute.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FORK = 'npm:cdktn@0.24.0';
const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = mkdtempSync(join(tmpdir(), 'fork-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const run = (cwd, command, ...args) => execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });

/** The stacks, without the version of cdktf that wrote them. */
function readStacks(outdir) {
  const stacks = join(outdir, 'stacks');
  return Object.fromEntries(
    readdirSync(stacks)
      .sort()
      .map((name) => {
        const stack = JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'));
        delete stack['//'].metadata.version;
        return [name, stack];
      }),
  );
}

function copyProject() {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: project, encoding: 'utf8' });
  for (const file of files.split('\0').filter((name) => name !== '' && existsSync(join(project, name))))
    cpSync(join(project, file), join(folder, file));
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  manifest.dependencies.cdktf = FORK;
  manifest.overrides = { ...manifest.overrides, cdktf: '$cdktf' };
  // A synth does not need the command line, and the fork has its own.
  delete manifest.devDependencies['cdktf-cli'];
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

console.log(`synthesizing with cdktf, then with ${FORK}`);
run(project, 'npm', 'run', '--silent', 'app');
copyProject();
run(folder, 'npm', 'install', '--no-audit', '--no-fund');
run(folder, 'npm', 'run', '--silent', 'app');

const [ours, theirs] = [project, folder].map((root) => readStacks(join(root, 'cdktf.out')));
const different = Object.keys({ ...ours, ...theirs }).filter((name) => JSON.stringify(ours[name]) !== JSON.stringify(theirs[name]));
if (different.length > 0) {
  console.error(
    `the fork writes different stacks for ${different.join(', ')}: compare after npm run synth in a copy with "cdktf": "${FORK}"`,
  );
  process.exitCode = 1;
} else {
  console.log(`${Object.keys(ours).length} stacks are the same with cdktf and with its fork`);
}
