import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestName } from '../../config/text/nearest-name';
import { reason } from '../../lib/reason';
import { UsageError } from './command';

/** Reads the options of a command, which takes no other arguments. @throws UsageError for any other, with the option that was probably meant */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options) {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') throw new UsageError(`unknown argument "${token.value}"`);
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) throw new UsageError(unknownOption(token.rawName, options));
  }
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    // A second sentence is advice for programmers.
    throw new UsageError(reason(error).split('. ')[0]);
  }
}

function unknownOption(name: string, options: object): string {
  const known = [...Object.keys(options).map((each) => `--${each}`), '--help'];
  const nearest = nearestName(name, known);
  return `unknown option ${name}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
}
