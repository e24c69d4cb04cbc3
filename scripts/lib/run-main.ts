import { reason } from '../../lib/reason';
import { usageProblem } from '../../lib/usage-problem';
import { isUsageProblem } from '../../operate/lib/command';

interface Options {
  /** The exit code for arguments that `main` refuses. @default 2 */
  readonly usageCode?: number;
}

/**
 * Runs a command and sets the exit code. Prints the usage for --help. An error is printed on stderr, with exit code 1.
 * @param name as in `npm run NAME`
 */
export async function runMain(
  name: string,
  usage: string,
  main: (args: readonly string[]) => Promise<number>,
  { usageCode = 2 }: Options = {},
) {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  try {
    process.exitCode = await main(args);
  } catch (error) {
    const isUsage = isUsageProblem(error);
    console.error(isUsage ? usageProblem(reason(error), name) : reason(error));
    process.exitCode = isUsage ? usageCode : 1;
  }
}
