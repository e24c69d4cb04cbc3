import colors from 'picocolors';

/** Where a command shows what it finds. */
export interface Terminal {
  /** Whether lines may be drawn over: a person looks at it, and it is not a log. */
  readonly isInteractive: boolean;
  readonly columns: number;
  readonly write: (text: string) => void;
  readonly colors: ReturnType<typeof colors.createColors>;
}

/** A stream as a terminal. Colours only where a terminal is; NO_COLOR and FORCE_COLOR decide otherwise (no-color.org). */
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
