import { pino } from 'pino';

export { reason } from '../../lib/reason';

export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one JSON line per event. Values registered as secret are never written. */
export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
  /** From now on `value` is replaced by *** wherever it would be written. */
  hide(value: string): void;
}

export function createLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const secrets = new Set<string>();
  // By value, not by field name: a token may turn up inside any message of a library.
  const redact = (line: string) => [...secrets].reduce((text, secret) => text.replaceAll(secret, '***'), line);
  const logger = pino(
    {
      base: null,
      messageKey: 'event',
      timestamp: () => `,"time":"${now().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line: string) => write(redact(line)) },
  );
  return {
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
    hide: (value) => {
      // Also in the form that JSON gives it, and never the empty string, which is found everywhere.
      if (value !== '') secrets.add(value).add(JSON.stringify(value).slice(1, -1));
    },
  };
}
