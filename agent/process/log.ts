export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one JSON line for each event. Hidden values are never written. */
export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
  /** Replaces `value` by *** in all lines from now on. */
  hide(value: string): void;
}

export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const secrets = new Set<string>();
  // By value, not by field name: any message of a library may contain a token.
  const redact = (line: string) => [...secrets].reduce((text, secret) => text.replaceAll(secret, '***'), line);
  const writer = (level: string) => (event: string, fields?: Fields) =>
    write(redact(`${JSON.stringify({ level, time: now().toISOString(), ...fields, event })}\n`));
  return {
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    hide: (value) => {
      // Also as JSON escapes it. Never the empty string, which every line contains.
      if (value !== '') secrets.add(value).add(JSON.stringify(value).slice(1, -1));
    },
  };
}
