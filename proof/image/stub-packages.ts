import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../lib/run-command';

/** Output of the stub of PowerShell. */
export const PWSH_OUTPUT = 'PowerShell stub';

/** Output of the stub of the runner's listener. */
export const LISTENER_OUTPUT = 'Runner stub';

/** Creates an archive that replaces PowerShell. */
export const powerShellStub = (folder: string): Promise<string> => stub(folder, 'powershell', { pwsh: PWSH_OUTPUT });

/** Creates an archive that replaces the runner package. */
export const runnerStub = (folder: string): Promise<string> =>
  stub(folder, 'runner', { 'bin/Runner.Listener': LISTENER_OUTPUT, 'config.sh': 'not used' });

/**
 * Creates an archive of scripts, each of which prints a text. Its owner and modes must not end up in the image: it belongs to user
 * 4711, everyone may write it, and it is setuid.
 */
async function stub(folder: string, name: string, scripts: Readonly<Record<string, string>>): Promise<string> {
  const root = join(folder, name);
  for (const [file, output] of Object.entries(scripts)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), `#!/bin/sh\necho '${output}'\n`);
    chmodSync(join(root, file), 0o6777);
  }
  chmodSync(root, 0o777);
  const archive = join(folder, `${name}.tar.gz`);
  // Makes the same bytes each time, so that cached layers stay valid.
  const reproducible = ['--sort=name', '--mtime=@0', '--owner=4711', '--group=4711', '--use-compress-program=gzip -n'];
  await runCommand('tar', ['-C', root, ...reproducible, '-cf', archive, '.']);
  return archive;
}

/** Creates an archive of the stub of the agent package, which npm run build writes to dist/stub-agent. */
export const agentStub = (project: string, folder: string): Promise<string> => packed(project, 'agent', folder);

/** Creates an archive of a runner that runs jobs of the fake GitHub, which npm run build writes to dist/stub-runner. */
export const workingRunnerStub = (project: string, folder: string): Promise<string> => packed(project, 'runner', folder);

async function packed(project: string, name: 'agent' | 'runner', folder: string): Promise<string> {
  const archive = join(folder, `${name}.tar.gz`);
  await runCommand(process.execPath, [join(project, 'scripts', `pack-stub-${name}.mjs`), '--tar', archive], { cwd: project });
  return archive;
}
