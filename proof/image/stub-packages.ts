import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  chmodSync(join(root, 'pwsh'), 0o6777);
  chmodSync(root, 0o777);
  const archive = join(folder, 'powershell.tar.gz');
  // Makes the same bytes each time, so that cached layers stay valid.
  const reproducible = ['--mtime=@0', '--owner=4711', '--group=4711', '--use-compress-program=gzip -n'];
  await runCommand('tar', ['-C', root, ...reproducible, '-cf', archive, '.']);
  return archive;
}

/** Creates an archive of the stub of the agent package, which npm run build writes to dist/stub-agent. */
export async function agentStub(project: string, folder: string): Promise<string> {
  const archive = join(folder, 'agent.tar.gz');
  await runCommand(process.execPath, [join(project, 'scripts', 'pack-stub-agent.mjs'), '--tar', archive], { cwd: project });
  return archive;
}
