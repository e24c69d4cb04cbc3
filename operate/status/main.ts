import { agentImageOf } from '../../config/agent-image';
import { namesOf } from '../../config/names';
import { projectOf } from '../../config/project';
import { reason } from '../../lib/reason';
import { connectCluster } from '../lib/cluster/connect';
import { runCommand } from '../lib/command';
import { EXIT, type ExitCode } from '../lib/exit-codes';
import { operatorConfig } from '../lib/operator-config';
import { runProgram } from '../lib/program';
import { operatorConnection } from '../lib/sign-in';
import { terminalOf } from '../lib/terminal';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { gather, type Sources } from './gather';
import { registryAge } from './image-age';
import { isBlind, judge } from './judge';
import { render } from './render';
import { changeLog, drawingScreen, jsonLines } from './screens';
import { type Look, watch } from './watch';

async function run(options: Options): Promise<ExitCode> {
  const sources = sourcesOf(options);
  const look = async (): Promise<Look> => {
    const snapshot = await gather(sources);
    return { snapshot, problems: judge(snapshot) };
  };
  return options.watchSeconds === undefined ? once(await look(), options) : again(look, options, options.watchSeconds);
}

function sourcesOf({ context, url }: Options): Sources {
  const config = operatorConfig();
  const names = namesOf(config);
  const connection = operatorConnection(url ?? config.azureDevOps.organizationUrl, process.env);
  const image = agentImageOf(config, names, projectOf(__dirname).imageContext).reference;
  const common = { config, names, image, connection, pushedAt: registryAge(runProgram), context: context ?? names.cluster };
  try {
    return {
      ...common,
      cluster: { value: connectCluster({ context, cluster: names.cluster, resourceGroup: names.resourceGroup }).reader },
    };
  } catch (error) {
    return { ...common, cluster: { missing: reason(error) } };
  }
}

function once({ snapshot, problems }: Look, { json }: Options): ExitCode {
  const { write, colors } = terminalOf(process.stdout, process.env);
  write(json ? `${JSON.stringify({ problems, ...snapshot }, null, 2)}\n` : `${render(snapshot, problems, colors).join('\n')}\n`);
  if (isBlind(snapshot)) return EXIT.failed;
  return problems.length === 0 ? EXIT.ok : EXIT.finding;
}

async function again(look: () => Promise<Look>, { json }: Options, seconds: number): Promise<ExitCode> {
  const terminal = terminalOf(process.stdout, process.env);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  const screen = json
    ? jsonLines(terminal)
    : terminal.isInteractive
      ? drawingScreen(terminal, () => process.stdout.rows || Number.POSITIVE_INFINITY)
      : changeLog(terminal);
  await watch({ look, seconds, screen, stop: stop.signal });
  return EXIT.interrupted;
}

runCommand({ usage: USAGE, parse: parseCommandLine, run }, process.argv.slice(2)).then(() => {
  // A sign-in program that waits for somebody, or a request after Ctrl-C, would hold the process.
  process.stdout.write('', () => process.exit());
});
