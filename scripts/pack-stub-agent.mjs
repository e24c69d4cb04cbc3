// Assembles the package of the stub agent in dist/stub-agent. Tests use it in place of the real agent.
//   node scripts/pack-stub-agent.mjs [--tar FILE]   writes a .tar.gz like the download of the agent, and prints its SHA-256
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const scripts = join(project, 'proof', 'fake-devops', 'stub-agent', 'package');
const built = join(project, 'dist', 'stub-agent');
const PROGRAMS = ['config.sh', 'env.sh', 'run.sh', 'bin/Agent.Listener', 'bin/Agent.Worker'];
const MODE = 0o755;

/** The scripts whose copy is missing, differs or can't be run. */
function outdatedFiles() {
  const files = readdirSync(scripts, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(scripts, join(parentPath, name))).filter((file) => !isSame(file));
}

function isSame(file) {
  const target = join(built, file);
  if (!existsSync(target) || !readFileSync(target).equals(readFileSync(join(scripts, file)))) return false;
  return !PROGRAMS.includes(file) || (statSync(target).mode & 0o777) === MODE;
}

export const isStubAgentPacked = () => outdatedFiles().length === 0;

/** Copies the scripts next to the bundled stub.cjs. Leaves the same ones alone, because another process may be copying them. */
export function packStubAgent() {
  for (const file of outdatedFiles()) {
    cpSync(join(scripts, file), join(built, file));
    if (PROGRAMS.includes(file)) chmodSync(join(built, file), MODE);
  }
}

/** Does not change dist/stub-agent, because another process may be copying it. */
function writeTar(file) {
  // The same build gives the same bytes, so that the build of the image can be given the checksum.
  const same = ['--mode=755', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--use-compress-program=gzip -n'];
  execFileSync('tar', [...same, '-cf', file, '-C', built, 'stub.cjs', '-C', scripts, ...PROGRAMS]);
  console.log(`${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${file}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tar = process.argv.indexOf('--tar');
  const file = process.argv[tar + 1];
  if (tar === -1) packStubAgent();
  else if (file === undefined) throw new Error('--tar needs a file name');
  else writeTar(resolve(file));
}
