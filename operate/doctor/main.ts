import { lookup } from 'node:dns/promises';
import { setMaxListeners } from 'node:events';
import { agentImageOf, runnerImageOf } from '../../config/agent-image';
import { namesOf } from '../../config/names';
import { projectOf } from '../../config/project';
import { SERVICES } from '../../config/services';
import { OPERATE } from '../../config/timings';
import type { Config } from '../../config/types';
import { TOKEN_VARIABLE } from '../lib/azure-devops/sign-in';
import { lazyCluster } from '../lib/cluster/connect';
import { runCommand } from '../lib/command';
import { EXIT, type ExitCode } from '../lib/exit-codes';
import { GITHUB_VARIABLES } from '../lib/github/requirements';
import { operatorConfig } from '../lib/operator-config';
import { runUntil } from '../lib/program';
import { subscriptionOf } from '../lib/requirements/azure';
import { type Terminal, terminalOf } from '../lib/terminal';
import { allChecks } from './checks';
import { type Options, parseCommandLine, usage } from './command-line';
import type { DoctorContext } from './context';
import { examine } from './examine';
import { azureOf } from './facts/azure/azure';
import { ownNodes } from './facts/azure/own-nodes';
import { vmSkus } from './facts/azure/vm-skus';
import { doctorConnection } from './facts/azure-devops/connection';
import { devopsFacts } from './facts/azure-devops/facts';
import { lazyGitHub } from './facts/github/facts';
import { hiding } from './hide';
import { type LiveList, liveList } from './live-list';
import { countsOf, jsonReport, serviceLine, summary } from './report';
import { select } from './select';

/** With --json, only the report is written. */
const SILENT: LiveList = { result: () => {}, withoutCluster: () => {}, close: () => {} };

async function run(options: Options): Promise<ExitCode> {
  const stop = new AbortController();
  // Each check and each program adds a listener; Node.js warns of more than ten.
  setMaxListeners(0, stop.signal);
  const context = contextOf(options, stop.signal);
  const timer = setTimeout(() => stop.abort(), OPERATE.doctor.milliseconds);
  const selection = select(allChecks, options, context.config);
  const terminal = terminalOf(process.stdout, process.env);
  const hide = hiding([TOKEN_VARIABLE, ...Object.values(GITHUB_VARIABLES)].map((name) => process.env[name]?.trim()));
  const list = options.json ? SILENT : liveList(selection, terminal);
  if (!options.json && options.only.length === 0) showLeftOut(context.config, terminal);
  process.once('SIGINT', () => {
    list.close();
    process.exit(EXIT.interrupted);
  });
  const results = (await examine(selection, context, stop.signal, { ...list, result: (result) => list.result(hide(result)) })).map(hide);
  clearTimeout(timer);
  // Programs that still run belong to checks that were ended.
  stop.abort();
  list.close();
  terminal.write(options.json ? `${jsonReport(results)}\n` : `${summary(results, terminal).join('\n')}\n`);
  const counts = countsOf(results);
  if (counts.fail > 0) return EXIT.finding;
  return counts.skip === results.length ? EXIT.failed : EXIT.ok;
}

/** A line for each service that the config does not have. */
function showLeftOut(config: Config, terminal: Terminal): void {
  const missing = SERVICES.filter(({ option }) => config[option] === undefined);
  for (const service of missing) terminal.write(`${serviceLine(service, terminal)}\n`);
}

function contextOf({ url, gitHubUrl, projects, repositories, context }: Options, stop: AbortSignal): DoctorContext {
  const config = operatorConfig();
  const names = namesOf(config);
  const { imageContext } = projectOf(__dirname);
  const runProgram = runUntil(stop);
  const connection = doctorConnection(config, url, { environment: process.env, run: runProgram });
  const gitHub = lazyGitHub(config, gitHubUrl, process.env);
  const azure = azureOf({ run: runProgram, subscriptionId: subscriptionOf(config, process.env) });
  return {
    config,
    names,
    images: {
      agent: agentImageOf(config, names, imageContext).reference,
      runner: runnerImageOf(config, names, imageContext).reference,
    },
    cluster: lazyCluster({ context, cluster: names.cluster, resourceGroup: names.resourceGroup }),
    serviceUrls: [
      ...(config.agentPools.length === 0 ? [] : [connection.url]),
      ...(config.runnerPools.length === 0 ? [] : [gitHub().scope.apiBase]),
    ],
    lookup: async (host) => (await lookup(host, { all: true, family: 4 })).map(({ address }) => address),
    environment: process.env,
    nodeVersion: process.version,
    now: Date.now(),
    run: runProgram,
    azure,
    vmSkus: vmSkus(azure, config),
    ownNodes: ownNodes(azure, names),
    devops: devopsFacts(connection, config),
    projects,
    gitHub,
    repositories,
  };
}

runCommand(
  { name: 'doctor', usage: usage(allChecks), parse: (args) => parseCommandLine(args, allChecks), run },
  process.argv.slice(2),
).then(() => {
  // A program that ignored its signal, or a sign-in that waits for input, would keep the process alive.
  process.stdout.write('', () => process.exit());
});
