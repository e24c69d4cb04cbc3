/** The width of a terminal that does not know its own, as some in containers and of `script`: they say 0. */
const UNKNOWN_COLUMNS = 80;

/** Characters in a line of a stream. Infinity if it is not a terminal: a file or a pipe has lines of any length. */
export const columnsOf = ({ isTTY, columns }: { readonly isTTY?: boolean; readonly columns?: number }): number =>
  isTTY === true ? columns || UNKNOWN_COLUMNS : Number.POSITIVE_INFINITY;

/**
 * Breaks a text between words into lines of at most `columns` characters, and then indents all lines except for the first. A
 * word or a command that is longer than a line stays whole, so that it can be copied.
 */
export function wrap(text: string, columns: number, indent: number): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && line.length + 1 + piece.length > columns) {
      lines.push(line);
      line = piece;
    } else {
      line = line === '' ? piece : `${line} ${piece}`;
    }
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}

/** Wraps each line of a message. What follows a dash is indented below it. */
export function wrapLines(text: string, columns: number): string {
  const wrapped = text.split('\n').map((line) => {
    const start = /^ *(- )?/.exec(line)?.[0] ?? '';
    return start + wrap(line.slice(start.length), columns - start.length, start.length);
  });
  return wrapped.join('\n');
}

const COMMAND_START = /^[("'`]*(az|docker|kubectl|npm|npx|terraform|tofu)$/;
/** "export" is also a word of a sentence. */
const startsCommand = (word: string, next = ''): boolean => COMMAND_START.test(word) || (word === 'export' && next.includes('='));
const COMMAND_END = /[.,;:)]$/;

/** The words of a text. A command is one piece: from the name of a program to the next punctuation. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let isCommand = false;
  const words = text.split(' ');
  for (const [index, word] of words.entries()) {
    if (isCommand) found.push(`${found.pop()} ${word}`);
    else found.push(word);
    isCommand = (isCommand || startsCommand(word, words[index + 1])) && !COMMAND_END.test(word);
  }
  return found;
}
