import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runCommand } from '../lib/run-command';

/** Output of the stub of PowerShell. */
export const PWSH_OUTPUT = 'PowerShell stub';

/**
 * Creates an archive that replaces PowerShell. Its owner and modes must not end up in the image: it belongs to user 4711, everyone
 * may write it, and it is setuid.
 */
export async function powerShellStub(folder: string): Promise<string> {
  const root = join(folder, 'powershell');
  mkdirSync(root);
  writeFileSync(join(root, 'pwsh'), `#!/bin/sh\necho '${PWSH_OUTPUT}'\n`);
  return hostileArchive(folder, root, 'pwsh');
}

/** Creates an archive of the stub of the runner package, which npm run build writes to dist/stub-runner, with the same owner and modes. */
export async function runnerStub(project: string, folder: string): Promise<string> {
  const plain = await packed(project, 'runner', folder);
  const root = join(folder, 'runner');
  mkdirSync(root);
  await runCommand('tar', ['-C', root, '-xzf', plain]);
  return hostileArchive(folder, root, 'bin/Runner.Listener');
}

/** @param program a file that is setuid in the archive */
async function hostileArchive(folder: string, root: string, program: string): Promise<string> {
  chmodSync(join(root, program), 0o6777);
  chmodSync(root, 0o777);
  const archive = join(folder, `${basename(root)}.tar.gz`);
  // Makes the same bytes each time, so that cached layers stay valid.
  const reproducible = ['--sort=name', '--mtime=@0', '--owner=4711', '--group=4711', '--use-compress-program=gzip -n'];
  await runCommand('tar', ['-C', root, ...reproducible, '-cf', archive, '.']);
  return archive;
}

/** Creates an archive of the stub of the agent package, which npm run build writes to dist/stub-agent. */
export const agentStub = (project: string, folder: string): Promise<string> => packed(project, 'agent', folder);

async function packed(project: string, name: 'agent' | 'runner', folder: string): Promise<string> {
  const archive = join(folder, `stub-${name}.tar.gz`);
  await runCommand(process.execPath, [join(project, 'scripts', `pack-stub-${name}.mjs`), '--tar', archive], { cwd: project });
  return archive;
}
