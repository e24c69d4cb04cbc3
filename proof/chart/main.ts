import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { writeChart } from '../../scripts/chart/write-chart-files';
import { runAsProcess } from '../lib/command';
import { longStep } from '../lib/long-step';
import { step } from '../lib/step';
import { checkConfigs, checkRandomConfigs } from './check-configs';
import { checkChartFiles } from './check-files';
import { checkKeda } from './check-keda';
import { checkLint } from './check-lint';
import { checkSecurity } from './check-security';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { bothWays } from './compare/stack-objects';
import { fixedConfigs } from './examples';
import { type HelmProgram, helmProgram } from './helm';
import { addKedaChart, kedaChartFolder } from './keda-chart';

/** The images of a release, without which a chart has no default image. */
const IMAGES = { image: 'ghcr.io/contoso/azure-pipelines-agent', runnerImage: 'ghcr.io/contoso/github-runner' };

const project = projectOf(__dirname);

async function prove(options: Options): Promise<number> {
  const helms: HelmProgram[] = [];
  for (const major of options.majors) helms.push(await helmProgram(project.root, major));
  const work = mkdtempSync(join(tmpdir(), 'test-chart-'));
  try {
    const chart = join(work, 'azure-pipelines-agents-aks');
    await step('write the chart, with the one of KEDA', async () => {
      await writeChart(chart, IMAGES);
      addKedaChart(chart, await kedaChartFolder(project.root));
    });
    const problems = await problemsOf(chart, helms, options);
    for (const problem of problems) console.error(`\n${problem}`);
    console.log(problems.length === 0 ? 'the chart is proved' : `\n${problems.length} problems`);
    return problems.length === 0 ? 0 : 1;
  } finally {
    rmSync(work, { recursive: true });
  }
}

async function problemsOf(chart: string, helms: readonly HelmProgram[], options: Options): Promise<readonly string[]> {
  const [helm] = helms;
  if (helm === undefined) throw new Error('no version of Helm');
  const comparison = { helms, chart, imageContext: project.imageContext };
  const configs = fixedConfigs(project);
  const values = configs.map(({ name, config }) => ({ name, values: bothWays(config, project.imageContext).values }));
  const [first] = values;
  return [
    ...(await longStep('helm lint, and the rules of chart-testing', async () => [
      ...checkChartFiles(chart),
      ...(await checkLint(chart, helms, [{ name: 'its own values' }, ...values])),
    ])),
    ...(await longStep(`compare ${configs.length} configs of this project`, () => checkConfigs(configs, comparison))),
    ...(await longStep(`compare ${options.runs} random configs of seed ${options.seed}`, () => checkRandomConfigs(options, comparison))),
    ...(await longStep('KEDA as a dependency', () => checkKeda(chart, helms, first?.values ?? {}))),
    ...(options.scan ? await longStep('checkov and kube-score', () => checkSecurity(chart, helm, project)) : []),
  ];
}

void runAsProcess({ name: 'test:chart', usage: USAGE, parse: parseCommandLine, run: prove }, process.argv.slice(2));
