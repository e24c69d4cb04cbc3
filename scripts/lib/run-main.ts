import { reason } from '../../lib/reason';

/** Runs a command and sets the exit code. Prints the usage for --help. An error is printed on stderr, with exit code 1. */
export async function runMain(usage: string, main: (args: readonly string[]) => Promise<number>): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  try {
    process.exitCode = await main(args);
  } catch (error) {
    console.error(reason(error));
    process.exitCode = 1;
  }
}
