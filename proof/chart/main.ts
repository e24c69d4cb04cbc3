import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { EXIT } from '../../operate/lib/exit-codes';
import { writeChart } from '../../scripts/chart/write-chart-files';
import { runAsProcess } from '../lib/command';
import { longStep } from '../lib/long-step';
import { step } from '../lib/step';
import { checkConfigs, checkRandomConfigs } from './check-configs';
import { checkChartFiles } from './check-files';
import { checkKeda } from './check-keda';
import { checkLint } from './check-lint';
import { checkMonitoring } from './check-monitoring';
import { checkRefused } from './check-refused';
import { checkSecurity } from './check-security';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { bothWays } from './compare/both-ways';
import { fixedConfigs } from './fixed-configs';
import { type HelmProgram, helmProgram } from './helm';
import { addKedaChart, kedaChartFolder } from './keda-chart';

/** The images of a release, without which a chart has no default image. */
const IMAGES = { image: 'ghcr.io/contoso/azure-pipelines-agent', runnerImage: 'ghcr.io/contoso/github-runner' };

const project = projectOf(__dirname);

async function prove(options: Options): Promise<number> {
  const helms: HelmProgram[] = [];
  for (const major of options.majors) helms.push(await helmProgram(project.root, major));
  const work = mkdtempSync(join(tmpdir(), 'test-chart-'));
  process.once('exit', () => rmSync(work, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(EXIT.interrupted));
  const chart = join(work, 'azure-pipelines-agents-aks');
  await step('write the chart, with the one of KEDA', async () => {
    await writeChart(chart, IMAGES);
    addKedaChart(chart, await kedaChartFolder(project.root));
  });
  const problems = await problemsOf(chart, helms, options);
  for (const problem of problems) console.error(`\n${problem}`);
  console.log(problems.length === 0 ? 'the chart is proved' : `\n${problems.length} problems`);
  return problems.length === 0 ? EXIT.ok : EXIT.finding;
}

async function problemsOf(chart: string, helms: readonly HelmProgram[], options: Options): Promise<readonly string[]> {
  const [helm] = helms;
  if (helm === undefined) throw new Error('no version of Helm');
  const comparison = { helms, chart, imageContext: project.imageContext };
  const configs = fixedConfigs(project);
  const values = configs.map(({ name, config }) => ({ name, values: bothWays(config, project.imageContext).values }));
  const [first] = values;
  const checks: readonly Check[] = [
    {
      title: 'helm lint, and the rules of chart-testing',
      run: async () => [...checkChartFiles(chart), ...(await checkLint(chart, helms, [{ name: 'its own values' }, ...values]))],
    },
    { title: `compare ${configs.length} configs of this project`, run: () => checkConfigs(configs, comparison) },
    { title: `compare ${options.runs} random configs of seed ${options.seed}`, run: () => checkRandomConfigs(options, comparison) },
    { title: 'refuse what the rules of the config refuse', run: () => checkRefused(chart, helms) },
    { title: 'the dashboard, the alerts and PodMonitors', run: () => checkMonitoring(configs, comparison) },
    { title: 'KEDA as a dependency', run: () => checkKeda(chart, helms, first?.values ?? {}) },
    ...(options.scan ? [{ title: 'checkov and kube-score', run: () => checkSecurity(chart, helm, project) }] : []),
  ];
  const problems: string[] = [];
  for (const { title, run } of checks)
    problems.push(
      ...(await longStep(title, () => run().catch((error: unknown) => [`${title}: ${error instanceof Error ? error.message : error}`]))),
    );
  return problems;
}

/** One part of the proof. */
interface Check {
  readonly title: string;
  /** @returns a text for each problem */
  run(): Promise<readonly string[]>;
}

void runAsProcess({ name: 'test:chart', usage: USAGE, parse: parseCommandLine, run: prove }, process.argv.slice(2));
