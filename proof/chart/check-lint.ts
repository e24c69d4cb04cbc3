import { runHelm } from '../lib/helm/run-helm';
import type { HelmProgram } from './helm';

/** Values with a name for messages; without any, those of values.yaml alone. */
export interface NamedValues {
  readonly name: string;
  readonly values?: object;
}

/** Runs `helm lint --strict`, in which a warning fails too, with several values. */
export async function checkLint(chart: string, helms: readonly HelmProgram[], all: readonly NamedValues[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, path } of helms) {
    for (const { name: valuesName, values } of all) {
      const { code, stdout, stderr } = await runHelm(path, ['lint', '--strict', chart], values);
      if (code !== 0) problems.push(`${name}: helm lint --strict fails with ${valuesName}:\n${`${stdout}${stderr}`.trim()}`);
    }
  }
  return problems;
}
