import { parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';

/** The end of a sentence about a wrong name: a question with the name that is most similar; a full stop if none is close. */
export function didYouMean(name, known) {
  if (known.length === 0) return '.';
  const nearest = closest(name, known);
  return distance(name, nearest) <= Math.max(2, name.length / 3) ? `; did you mean ${nearest}?` : '.';
}

/** What is wrong with the arguments of a command, as a sentence; undefined if nothing is. */
export function argumentProblem(args, options) {
  try {
    parseArgs({ args, options });
    return undefined;
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`);
    const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
    const unknown = tokens.find(({ kind, name }) => kind === 'option' && !(name in options));
    if (unknown) return `unknown option ${unknown.rawName}${didYouMean(unknown.rawName, [...known, '--help'])}`;
    const word = tokens.find(({ kind }) => kind === 'positional');
    return word ? `unknown argument "${word.value}".` : `${error.message.split('. ')[0]}.`;
  }
}
