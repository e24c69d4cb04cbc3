import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { runCommand } from '../lib/run-command';

/** KEDA's charts are in the Go proxy too. Their go.sum has the hash, as a chart repository has none. */
const MODULE = 'github.com/kedacore/charts';

/** Downloads KEDA's chart, unless Go has it. @returns its folder, which is read-only */
export async function kedaChartFolder(project: string): Promise<string> {
  const options = { cwd: join(project, 'proof', 'chart', 'keda-module'), env: { GOFLAGS: '-mod=readonly', GOWORK: 'off' } };
  await runCommand('go', ['mod', 'download', MODULE], options);
  return join((await runCommand('go', ['list', '-m', '-f', '{{.Dir}}', MODULE], options)).trim(), 'keda');
}

/** The parts of Chart.yaml that name dependencies. */
interface Dependent {
  readonly dependencies?: readonly { readonly name: string; readonly alias?: string; readonly version: string }[];
}

/**
 * Adds KEDA's chart to a chart that depends on it, as `helm dependency build` does. The proxy has few versions of it: the copy gets
 * the version that the chart requires.
 * @throws Error if the chart does not depend on it
 */
export function addKedaChart(chart: string, kedaChart: string): void {
  const { dependencies = [] } = parse(readFileSync(join(chart, 'Chart.yaml'), 'utf8')) as Dependent;
  const wanted = dependencies.find(({ name }) => name === 'keda');
  if (wanted === undefined) throw new Error(`${chart}/Chart.yaml has no dependency keda`);
  for (const entry of readdirSync(kedaChart, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(chart, 'charts', 'keda', source.slice(kedaChart.length + 1));
    mkdirSync(dirname(target), { recursive: true });
    const content = readFileSync(source, 'utf8');
    writeFileSync(
      target,
      source === join(kedaChart, 'Chart.yaml') ? content.replace(/^version: .*$/m, `version: ${wanted.version}`) : content,
    );
  }
}
