import { writeFileSync } from 'node:fs';
import { agentPoolObjectName } from '../../config/names';
import { organizationOf } from '../../config/services';
import type { Config } from '../../config/types';
import { realClock } from '../../lib/clock';
import { reason } from '../../lib/reason';
import { runCommand, UsageError } from '../lib/command';
import { EXIT, type ExitCode } from '../lib/exit-codes';
import { operatorConfig } from '../lib/operator-config';
import { terminalOf } from '../lib/terminal';
import { connectLoadService } from './azure-devops/connect';
import { renderChart } from './chart';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { runLoad, type Target } from './load';
import { Progress } from './progress';
import { problemsOf, type Report } from './report';
import { renderReport } from './table';

async function run(options: Options): Promise<ExitCode> {
  const config = operatorConfig();
  // The jobs are those of Azure Pipelines.
  organizationOf(config);
  const { url, project } = options;
  const target = targetOf(config, options.pool);
  const progress = new Progress(terminalOf(process.stdout, process.env), realClock.now);
  const onWait = (error: unknown, waitMs: number) => progress.say(`${reason(error)}; trying again in ${Math.ceil(waitMs / 1000)} s`);
  const waiting = { clock: realClock, onWait };
  const service = await connectLoadService({ config, url, project, environment: process.env, waiting });
  const report = await runLoad(options, target, { service, progress, clock: realClock, stop: stopBySignals() });
  if (report === undefined) return EXIT.interrupted;
  const problems = problemsOf(report, options.failOverP95Seconds);
  show(report, problems, options);
  return problems.length === 0 ? EXIT.ok : EXIT.finding;
}

/** The first signal asks to stop, the second ends the process. */
function stopBySignals(): AbortSignal {
  const stop = new AbortController();
  const onSignal = () => (stop.signal.aborted ? process.exit(EXIT.interrupted) : stop.abort());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  return stop.signal;
}

function targetOf({ name, agentPools }: Config, wanted: string | undefined): Target {
  const entry = wanted === undefined ? agentPools[0] : agentPools.find((each) => each.name === wanted);
  if (entry === undefined) {
    throw new UsageError(`--pool "${wanted}" is not an entry of agentPools, which has: ${agentPools.map((each) => each.name).join(', ')}`);
  }
  return { agentPool: entry.pool ?? entry.name, demands: entry.demands, prefix: `${agentPoolObjectName(name, entry.name)}-` };
}

function show(report: Report, problems: readonly string[], { json, svg }: Options): void {
  process.stdout.write(`\n${renderReport(report)}`);
  for (const problem of problems) process.stdout.write(`Problem: ${problem}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  if (svg !== undefined) writeFileSync(svg, renderChart(report));
}

runCommand({ name: 'load-test', usage: USAGE, parse: parseCommandLine, run }, process.argv.slice(2)).then(() => {
  // A request that is no longer needed would keep the process alive.
  process.stdout.write('', () => process.exit());
});
