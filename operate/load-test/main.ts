import { writeFileSync } from 'node:fs';
import { SERVICES } from '../../config/services';
import { realClock } from '../../lib/clock';
import { reason } from '../../lib/reason';
import { connectCluster } from '../lib/cluster/connect';
import { runCommand, UsageError } from '../lib/command';
import type { DeployedConfig } from '../lib/deployment';
import { EXIT, type ExitCode } from '../lib/exit-codes';
import { operatorConfig } from '../lib/operator-config';
import { terminalOf } from '../lib/terminal';
import { readRelease } from '../release/read-release';
import { agentPoolTarget, connectLoadService } from './azure-devops/connect';
import { renderChart } from './chart';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { connectGitHub } from './github/connect';
import { checkMatrix, runnerPoolTarget } from './github/target';
import { runLoad, type Target } from './load';
import { Progress } from './progress';
import { problemsOf, type Report } from './report';
import { renderReport } from './table';

async function run(options: Options): Promise<ExitCode> {
  const config = await configOf(options);
  const target = targetOf(config, options);
  const progress = new Progress(terminalOf(process.stdout, process.env), realClock.now);
  const onWait = (error: unknown, waitMs: number) => progress.say(`${reason(error)}; trying again in ${Math.ceil(waitMs / 1000)} s`);
  const waiting = { clock: realClock, onWait };
  const connection = { config, environment: process.env, waiting };
  const service =
    target.kind === 'agent'
      ? await connectLoadService({ ...connection, url: options.url, project: options.project })
      : connectGitHub({ ...connection, url: options.gitHubUrl, repository: options.repository });
  const report = await runLoad(options, target, { service, progress, clock: realClock, stop: stopBySignals() });
  if (report === undefined) return EXIT.interrupted;
  const problems = problemsOf(report, options.failOverP95Seconds);
  show(report, problems, options);
  return problems.length === 0 ? EXIT.ok : EXIT.finding;
}

/** The config, or what a Helm release deploys. */
async function configOf({ release }: Options): Promise<DeployedConfig> {
  if (release === undefined) return operatorConfig();
  return (await readRelease(connectCluster({ context: release.context }).reader, release)).config;
}

/** The first signal asks to stop, the second ends the process. */
function stopBySignals(): AbortSignal {
  const stop = new AbortController();
  const onSignal = () => (stop.signal.aborted ? process.exit(EXIT.interrupted) : stop.abort());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  return stop.signal;
}

/** The entry that is named, or the first one. */
function targetOf({ name, agentPools, runnerPools }: DeployedConfig, { pool, pipeline, workflow, jobs }: Options): Target {
  const isWanted = (entry: { readonly name: string }) => pool === undefined || entry.name === pool;
  const agentPool = agentPools.find(isWanted);
  if (agentPool !== undefined) return agentPoolTarget(name, agentPool, pipeline);
  const runnerPool = runnerPools.find(isWanted);
  if (runnerPool === undefined) throw new UsageError(noEntry(pool, { agentPools, runnerPools }));
  checkMatrix(jobs);
  return runnerPoolTarget(name, runnerPool, workflow);
}

function noEntry(pool: string | undefined, config: Pick<DeployedConfig, 'agentPools' | 'runnerPools'>): string {
  const lists = SERVICES.filter(({ list }) => config[list].length > 0);
  const known = lists.map(({ list }) => `${list}, which has: ${config[list].map((each) => each.name).join(', ')}`);
  return `--pool "${pool}" is not an entry of ${known.join('; nor of ')}`;
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
