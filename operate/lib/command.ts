import { ConfigError } from '../../config/problems/config-error';
import { reason } from '../../lib/reason';
import { EXIT, type ExitCode } from './exit-codes';

/** Thrown when a command was called wrongly; the usage is shown with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command of the operator: its help, and its work from arguments to exit code. */
export interface Command<Options> {
  readonly usage: string;
  /** @throws UsageError or what node:util's parseArgs throws */
  readonly parse: (args: readonly string[]) => Options;
  readonly run: (options: Options) => Promise<ExitCode>;
}

/** Runs a command for the process: help, errors in words on stderr, and the exit code. */
export async function runCommand<Options>({ usage, parse, run }: Command<Options>, args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  process.exitCode = await attempt(() => run(parse(args)));
}

async function attempt(work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError || isParseError(error)) {
      process.stderr.write(`${reason(error)}; --help tells what there is\n`);
      return EXIT.usage;
    }
    process.stderr.write(`${reason(error)}\n`);
    return error instanceof ConfigError ? EXIT.usage : EXIT.failed;
  }
}

/** parseArgs has no class of errors, but a family of codes. */
const isParseError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
