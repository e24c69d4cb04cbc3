import { UsageError } from '../../operate/lib/command';
import { parseOptions } from '../../operate/lib/parse-options';
import { FORK_VERSION, LEAST_NODE, NODE_VERSION } from './fork';

export const USAGE = `npm run test:fork [-- [OPTIONS] [WORD ...]]
Tries cdktn ${FORK_VERSION}, the successor of the archived cdktf, in a temporary copy of
this project: compares the synthesized stacks, lets cdktn-cli run the app,
checks the types and runs the tests. Needs the npm registry. If this Node.js is
older than ${LEAST_NODE}, as cdktn requires, it installs ${NODE_VERSION} into the copy.

  WORD        runs only the test files whose path contains the word
  --no-tests  does not run the tests
  --keep      keeps the copy, and prints where it is
  --help      shows this help

It takes one minute, on a busy machine six, and for the tests as long as npm
test. Ctrl-C ends it and deletes the copy.

Exit code: 0 cdktn does what cdktf does, 1 something fails only with cdktn,
2 usage error, 3 it could not be tried, 130 ended by Ctrl-C.
`;

export interface Options {
  /** Only test files whose path contains one of these words run. Empty for all. */
  readonly words: readonly string[];
  readonly withTests: boolean;
  readonly keep: boolean;
}

/** Reads the arguments. @param testFiles the paths of all test files @throws UsageError */
export function parseCommandLine(args: readonly string[], testFiles: readonly string[]): Options {
  const isOption = (arg: string) => arg.startsWith('-');
  const values = parseOptions(args.filter(isOption), {
    'no-tests': { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  });
  const words = args.filter((arg) => !isOption(arg));
  const unknown = words.find((word) => !testFiles.some((file) => file.includes(word)));
  if (unknown !== undefined) throw new UsageError(`no test file has "${unknown}" in its path`);
  return { words, withTests: !values['no-tests'], keep: values.keep };
}
