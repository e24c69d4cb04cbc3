import { nearestName } from '../../config/text/nearest-name';
import { usageProblem } from '../../lib/usage-problem';
import { UsageError } from '../../operate/lib/command';
import { EXIT } from '../../operate/lib/exit-codes';

export interface Command<Options> {
  /** As in `npm run NAME`. */
  readonly name: string;
  readonly usage: string;
  /** Reads and checks all arguments, before anything that takes time. @throws UsageError */
  parse(args: readonly string[]): Options;
  /** @returns an exit code; undefined if the process goes on, as it does while tests of node:test run */
  run(options: Options): Promise<number | undefined>;
}

/** Runs a command as this process, which ends with the command's exit code; 2 for unusable arguments, 1 for another error. */
export async function runAsProcess<Options>({ name, usage, parse, run }: Command<Options>, args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage.trimEnd());
    process.exit(0);
  }
  try {
    const code = await run(parse(args));
    if (code !== undefined) process.exit(code);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(usageProblem(error.message, name));
      process.exit(EXIT.usage);
    }
    console.error(error instanceof Error ? error.stack : error);
    process.exit(1);
  }
}

/** The error for a word that is none of those allowed. @param what what the words stand for, such as "load" */
export function noSuch(what: string, word: string, allowed: readonly string[]): UsageError {
  const similar = allowed.find((each) => word !== '' && each.includes(word)) ?? nearestName(word, allowed);
  const question = similar === undefined ? '' : ` (did you mean ${similar}?)`;
  return new UsageError(`there is no ${what} "${word}"${question}; choose from ${allowed.join(', ')}`);
}

/** Reads a whole number from 1. @throws UsageError */
export function countOf(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new UsageError(`${option} must be a whole number from 1, got "${text}"`);
  return value;
}
