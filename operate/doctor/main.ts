import { setMaxListeners } from 'node:events';
import { SERVICES, type ServiceOptions } from '../../config/services';
import { OPERATE } from '../../config/timings';
import { TOKEN_VARIABLE } from '../lib/azure-devops/sign-in';
import { runCommand } from '../lib/command';
import { EXIT, type ExitCode } from '../lib/exit-codes';
import { GITHUB_VARIABLES } from '../lib/github/requirements';
import { type Terminal, terminalOf } from '../lib/terminal';
import type { Result } from './check';
import { allChecks, releaseChecks } from './checks';
import { type Options, parseCommandLine, usage } from './command-line';
import type { DeployedContext } from './context';
import { examine } from './examine';
import { hiding } from './hide';
import { type LiveList, liveList } from './live-list';
import { countsOf, jsonReport, serviceLine, summary } from './report';
import { configScene, releaseScene, type Scene } from './scenes';
import { select } from './select';

/** With --json, only the report is written. */
const SILENT: LiveList = { result: () => {}, withoutCluster: () => {}, close: () => {} };

const CHECKS = { config: allChecks, release: releaseChecks };

async function run(options: Options): Promise<ExitCode> {
  const stop = new AbortController();
  // Each check and each program adds a listener; Node.js warns of more than ten.
  setMaxListeners(0, stop.signal);
  const timer = setTimeout(() => stop.abort(), OPERATE.doctor.milliseconds);
  const end = () => {
    clearTimeout(timer);
    // Programs that still run belong to checks that were ended.
    stop.abort();
  };
  const { release } = options;
  return release === undefined
    ? examineScene(configScene(options, stop.signal), options, stop.signal).finally(end)
    : releaseScene(options, release, stop.signal)
        .then((scene) => examineScene(scene, options, stop.signal))
        .finally(end);
}

async function examineScene<Context extends DeployedContext>(
  { checks, context, noDeployment }: Scene<Context>,
  options: Options,
  stop: AbortSignal,
): Promise<ExitCode> {
  const selection = select(checks, options, context.config);
  const terminal = terminalOf(process.stdout, process.env);
  const hide = hiding([TOKEN_VARIABLE, ...Object.values(GITHUB_VARIABLES)].map((name) => process.env[name]?.trim()));
  const list = options.json ? SILENT : liveList(selection, terminal);
  if (!options.json && options.only.length === 0) showLeftOut(context.config, terminal);
  process.once('SIGINT', () => {
    list.close();
    process.exit(EXIT.interrupted);
  });
  const show = { ...list, result: (result: Result) => list.result(hide(result)) };
  const results = (await examine(selection, { context, noDeployment, stop, show })).map(hide);
  list.close();
  terminal.write(options.json ? `${jsonReport(results)}\n` : `${summary(results, terminal).join('\n')}\n`);
  const counts = countsOf(results);
  if (counts.fail > 0) return EXIT.finding;
  return counts.skip === results.length ? EXIT.failed : EXIT.ok;
}

/** A line for each service that is not configured. */
function showLeftOut(config: ServiceOptions, terminal: Terminal): void {
  const missing = SERVICES.filter(({ option }) => config[option] === undefined);
  for (const service of missing) terminal.write(`${serviceLine(service, terminal)}\n`);
}

runCommand({ name: 'doctor', usage: usage(CHECKS), parse: (args) => parseCommandLine(args, CHECKS), run }, process.argv.slice(2)).then(
  () => {
    // A program that ignored its signal, or a sign-in that waits for input, would keep the process alive.
    process.stdout.write('', () => process.exit());
  },
);
