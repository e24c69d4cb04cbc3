import { ConfigError } from '../../config/problems/config-error';
import { reason } from '../../lib/reason';
import { usageProblem } from '../../lib/usage-problem';
import { EXIT, type ExitCode } from './exit-codes';

/** Thrown for arguments that the command can't use. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command of the operator: its help, its arguments, and its work, which returns the exit code. */
export interface Command<Options> {
  /** As in `npm run NAME`. */
  readonly name: string;
  readonly usage: string;
  /** @throws UsageError or what node:util's parseArgs throws */
  readonly parse: (args: readonly string[]) => Options;
  readonly run: (options: Options) => Promise<ExitCode>;
}

/** Runs a command as this process: prints its help or its errors, and sets the exit code. */
export async function runCommand<Options>({ name, usage, parse, run }: Command<Options>, args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  process.exitCode = await attempt(name, () => run(parse(args)));
}

async function attempt(name: string, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (isUsageProblem(error)) {
      process.stderr.write(`${usageProblem(reason(error), name)}\n`);
      return EXIT.usage;
    }
    process.stderr.write(`${reason(error)}\n`);
    return error instanceof ConfigError ? EXIT.usage : EXIT.failed;
  }
}

/** Whether an error is about the arguments. Those of parseArgs have no class of their own, but codes that start alike. */
export const isUsageProblem = (error: unknown): boolean =>
  error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
