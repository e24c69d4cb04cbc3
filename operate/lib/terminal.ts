import colors from 'picocolors';

/** Functions that colour text, or leave it unchanged. */
export type Colors = ReturnType<typeof colors.createColors>;

/** Where a command writes its output. */
export interface Terminal {
  /** Whether lines may be overwritten: a person is watching, and nothing is logged. */
  readonly isInteractive: boolean;
  readonly columns: number;
  readonly write: (text: string) => void;
  readonly colors: Colors;
}

/** A stream as a terminal. Only an interactive one has colours, unless NO_COLOR or FORCE_COLOR says otherwise (no-color.org). */
export function terminalOf(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Terminal {
  const isInteractive = stream.isTTY === true && !environment['CI'] && environment['TERM'] !== 'dumb';
  const wantsColor = environment['NO_COLOR'] ? false : environment['FORCE_COLOR'] ? true : isInteractive;
  return {
    isInteractive,
    columns: stream.columns ?? 120,
    write: (text) => void stream.write(text),
    colors: colors.createColors(wantsColor),
  };
}
