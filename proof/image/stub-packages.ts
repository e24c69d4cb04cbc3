import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../lib/run-command';

/** What the stub of PowerShell prints. */
export const PWSH_SAYS = 'PowerShell stub';

/**
 * An archive in the place of PowerShell, with owner and modes that the image must not take over:
 * it belongs to somebody, everybody may write it, and it is setuid.
 */
export async function powerShellStub(folder: string): Promise<string> {
  const root = join(folder, 'powershell');
  mkdirSync(root);
  writeFileSync(join(root, 'pwsh'), `#!/bin/sh\necho '${PWSH_SAYS}'\n`);
  chmodSync(join(root, 'pwsh'), 0o6777);
  chmodSync(root, 0o777);
  const archive = join(folder, 'powershell.tar.gz');
  // The same bytes each time, so that layers can be kept.
  const same = ['--mtime=@0', '--owner=4711', '--group=4711', '--use-compress-program=gzip -n'];
  await runCommand('tar', ['-C', root, ...same, '-cf', archive, '.']);
  return archive;
}

/** The stub of the agent package, as npm run build leaves it in dist/stub-agent. */
export async function agentStub(project: string, folder: string): Promise<string> {
  const archive = join(folder, 'agent.tar.gz');
  await runCommand(process.execPath, [join(project, 'scripts', 'pack-stub-agent.mjs'), '--tar', archive], { cwd: project });
  return archive;
}
