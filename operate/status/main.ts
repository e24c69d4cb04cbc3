import { runCommand } from '../lib/command';
import { EXIT, type ExitCode } from '../lib/exit-codes';
import { StatusLine, spinning } from '../lib/status-line';
import { terminalOf } from '../lib/terminal';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { gather } from './gather';
import { isBlind, judge } from './judge';
import { limitsOf } from './limits';
import { render } from './render';
import { changeLog, drawingScreen, jsonLines } from './screens';
import { sourcesReader } from './sources';
import { type View, watch } from './watch';

async function run(options: Options): Promise<ExitCode> {
  const sources = await withSpinner(() => sourcesReader(options));
  const read = async (): Promise<View> => {
    const current = await sources();
    const snapshot = await gather(current);
    return { snapshot, problems: judge(snapshot, limitsOf(current.config)) };
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
