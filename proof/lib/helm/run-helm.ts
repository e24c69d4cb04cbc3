import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portableYaml } from '../../../lib/portable-yaml';
import { type CommandResult, runToEnd } from '../run-command';

/** Values of a chart, as they are written in a values file. */
export type Values = object;

/**
 * Runs Helm without the settings, repositories and plug-ins of the user. It never sees the user's cluster: only `--kubeconfig` names one.
 * @param program path of `helm`
 * @param values are passed in a file that nobody else can read, which is deleted afterwards. @default - no --values
 * @returns how it ended, with any exit code
 */
export async function runHelm(program: string, args: readonly string[], values?: Values): Promise<CommandResult> {
  const folder = mkdtempSync(join(tmpdir(), 'helm-'));
  try {
    const file = join(folder, 'values.yaml');
    if (values !== undefined) writeFileSync(file, portableYaml(values), { mode: 0o600 });
    const settings = Object.keys(process.env).filter((name) => name.startsWith('HELM_'));
    const env = {
      ...Object.fromEntries(settings.map((name) => [name, undefined])),
      HELM_CACHE_HOME: folder,
      HELM_CONFIG_HOME: folder,
      HELM_DATA_HOME: folder,
      KUBECONFIG: join(folder, 'no-kubeconfig'),
    };
    return await runToEnd(program, values === undefined ? args : [...args, '--values', file], { env });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Like `runHelm`, for a command that must succeed. @returns its standard output @throws Error with what Helm reported */
export async function helmOutput(program: string, args: readonly string[], values?: Values): Promise<string> {
  const { code, stdout, stderr } = await runHelm(program, args, values);
  if (code === 0) return stdout;
  throw new Error(`helm ${args.slice(0, 2).join(' ')} ended with exit code ${code}:\n${stderr.trim() || stdout.trim()}`);
}
