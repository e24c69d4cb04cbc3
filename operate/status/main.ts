import { agentImageOf, runnerImageOf } from '../../config/agent-image';
import { namesOf } from '../../config/names';
import { projectOf } from '../../config/project';
import { reason } from '../../lib/reason';
import { operatorService } from '../lib/agent-service';
import { connectCluster } from '../lib/cluster/connect';
import { runCommand } from '../lib/command';
import { EXIT, type ExitCode } from '../lib/exit-codes';
import { operatorConfig } from '../lib/operator-config';
import { runProgram } from '../lib/program';
import { runnerService } from '../lib/runner-service';
import { StatusLine, spinning } from '../lib/status-line';
import { terminalOf } from '../lib/terminal';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { gather, type Sources } from './gather';
import { registryAge } from './image-age';
import { isBlind, judge } from './judge';
import { limitsOf } from './limits';
import { render } from './render';
import { changeLog, drawingScreen, jsonLines } from './screens';
import { type View, watch } from './watch';

async function run(options: Options): Promise<ExitCode> {
  const sources = sourcesOf(options);
  const limits = limitsOf(sources.config);
  const read = async (): Promise<View> => {
    const snapshot = await gather(sources);
    return { snapshot, problems: judge(snapshot, limits) };
  };
  return options.watchSeconds === undefined
    ? showOnce(await withSpinner(read), options)
    : showAndRepeat(read, options, options.watchSeconds);
}

/** Shows on stderr that the state is being read, because an answer may take some seconds. */
async function withSpinner<T>(read: () => Promise<T>): Promise<T> {
  const terminal = terminalOf(process.stderr, process.env);
  if (!terminal.isInteractive) return read();
  const spinner = spinning(new StatusLine(terminal), () => 'reading the cluster and the services');
  return read().finally(spinner.stop);
}

function sourcesOf({ context, url, gitHubUrl }: Options): Sources {
  const config = operatorConfig();
  const names = namesOf(config);
  const { imageContext } = projectOf(__dirname);
  const common = {
    config,
    names,
    images: {
      agent: agentImageOf(config, names, imageContext).reference,
      runner: runnerImageOf(config, names, imageContext).reference,
    },
    service: config.agentPools.length === 0 ? undefined : operatorService(config, url, process.env),
    runnerService: runnerService(config, gitHubUrl, process.env),
    pushedAt: registryAge(runProgram),
    context: context ?? names.cluster,
  };
  try {
    return {
      ...common,
      cluster: { value: connectCluster({ context, cluster: names.cluster, resourceGroup: names.resourceGroup }).reader },
    };
  } catch (error) {
    return { ...common, cluster: { missing: reason(error) } };
  }
}

function showOnce({ snapshot, problems }: View, { json }: Options): ExitCode {
  const { write, colors, columns } = terminalOf(process.stdout, process.env);
  write(json ? `${JSON.stringify({ problems, ...snapshot }, null, 2)}\n` : `${render(snapshot, problems, colors, columns).join('\n')}\n`);
  if (isBlind(snapshot)) return EXIT.failed;
  return problems.length === 0 ? EXIT.ok : EXIT.finding;
}

async function showAndRepeat(read: () => Promise<View>, { json }: Options, seconds: number): Promise<ExitCode> {
  const terminal = terminalOf(process.stdout, process.env);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  const screen = json
    ? jsonLines(terminal)
    : terminal.isInteractive
      ? drawingScreen(terminal, () => process.stdout.rows || Number.POSITIVE_INFINITY)
      : changeLog(terminal);
  await watch({ read, seconds, screen, stop: stop.signal });
  return EXIT.interrupted;
}

runCommand({ name: 'status', usage: USAGE, parse: parseCommandLine, run }, process.argv.slice(2)).then(() => {
  // A sign-in program that waits for input, or a request after Ctrl-C, would keep the process alive.
  process.stdout.write('', () => process.exit());
});
