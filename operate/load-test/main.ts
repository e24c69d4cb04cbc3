import { writeFileSync } from 'node:fs';
import { agentPoolObjectName } from '../../config/names';
import type { Config } from '../../config/types';
import { realClock } from '../../lib/clock';
import { reason } from '../../lib/reason';
import { Builds } from '../../providers/azure-devops/client/builds';
import { DevOps } from '../../providers/azure-devops/client/client';
import { Organization } from '../../providers/azure-devops/client/organization';
import { operatorConnection } from '../lib/azure-devops/sign-in';
import { runCommand, UsageError } from '../lib/command';
import { EXIT, type ExitCode } from '../lib/exit-codes';
import { operatorConfig } from '../lib/operator-config';
import { terminalOf } from '../lib/terminal';
import { renderChart } from './chart';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { runLoad, type Target } from './load';
import { Progress } from './progress';
import { findProject } from './project';
import { problemsOf, type Report } from './report';
import { Service } from './service';
import { renderReport } from './table';

async function run(given: Options): Promise<ExitCode> {
  const config = operatorConfig();
  const url = given.url ?? config.azureDevOps.organizationUrl;
  const target = targetOf(config, given.pool);
  const connection = operatorConnection(url, process.env);
  const options = { ...given, project: await findProject(given.project, process.env, new Organization(connection)) };
  const progress = new Progress(terminalOf(process.stdout, process.env), realClock.now);
  const onWait = (error: unknown, waitMs: number) => progress.say(`${reason(error)}; again in ${Math.ceil(waitMs / 1000)} s`);
  const service = new Service(new Builds(connection, options.project), new DevOps(connection), { clock: realClock, onWait });
  const runUrl = (id: number) => `${url}/${encodeURIComponent(options.project)}/_build/results?buildId=${id}`;
  const report = await runLoad(options, target, { service, progress, clock: realClock, stop: stopBySignals(), runUrl });
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
    throw new UsageError(`--pool "${wanted}" is no entry of agentPools; there are: ${agentPools.map((each) => each.name).join(', ')}`);
  }
  return { pool: entry.pool ?? entry.name, demands: entry.demands, prefix: `${agentPoolObjectName(name, entry.name)}-` };
}

function show(report: Report, problems: readonly string[], { json, svg }: Options): void {
  process.stdout.write(`\n${renderReport(report)}`);
  for (const problem of problems) process.stdout.write(`Problem: ${problem}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
  if (svg !== undefined) writeFileSync(svg, renderChart(report));
}

runCommand({ usage: USAGE, parse: parseCommandLine, run }, process.argv.slice(2)).then(() => {
  // A request that nobody waits for any more would hold the process.
  process.stdout.write('', () => process.exit());
});
