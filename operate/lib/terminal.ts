import colors from 'picocolors';
import { columnsOf } from '../../lib/wrap';

/** Functions that colour text, or leave it unchanged. */
export type Colors = ReturnType<typeof colors.createColors>;

/** Where a command writes its output. */
export interface Terminal {
  /** Whether lines may be overwritten: a person is watching, and nothing is logged. */
  readonly isInteractive: boolean;
  /** Characters in a line. Infinity if the output is not a terminal: a file or a pipe has lines of any length. */
  readonly columns: number;
  readonly write: (text: string) => void;
  readonly colors: Colors;
}

/** What a terminal is made from. */
export type Stream = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number };

/** A stream as a terminal. Only an interactive one has colours, unless NO_COLOR or FORCE_COLOR says otherwise (no-color.org). */
export function terminalOf(stream: Stream, environment: NodeJS.ProcessEnv): Terminal {
  const isInteractive = stream.isTTY === true && !environment['CI'] && environment['TERM'] !== 'dumb';
  const wantsColor = environment['NO_COLOR'] ? false : environment['FORCE_COLOR'] ? true : isInteractive;
  return {
    isInteractive,
    // The width changes with the window.
    get columns() {
      return columnsOf(stream);
    },
    write: (text) => void stream.write(text),
    colors: colors.createColors(wantsColor),
  };
}
