import * as z from 'zod/mini';

/** Jobs that one request can queue. */
const MAX_COUNT = 100;
/** Longest duration of a job that the page queues, in seconds. */
const MAX_SECONDS = 24 * 3600;
/** Length of the part of a log that the page shows, from its end. */
const MAX_LOG_CHARACTERS = 64 * 1024;

/** What the pages of both fakes send for new jobs. */
export const jobFields = {
  name: z.optional(z.string()),
  seconds: z.optional(z.number().check(z.minimum(0), z.maximum(MAX_SECONDS))),
  count: z.optional(z.int().check(z.minimum(1), z.maximum(MAX_COUNT))),
};

/** The names of several jobs: they get numbers after their common name. */
export const jobNames = (name: string, count: number): readonly string[] =>
  count === 1 ? [name] : Array.from({ length: count }, (_, index) => `${name} ${index + 1}`);

/** The end of a log, and whether something is missing before it. */
export const endOfLog = (log: string) => ({ log: log.slice(-MAX_LOG_CHARACTERS), isCut: log.length > MAX_LOG_CHARACTERS });
