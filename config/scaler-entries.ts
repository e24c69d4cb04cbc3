import * as z from 'zod/mini';
import { placeholderName } from './names';
import type { AgentPoolConfig } from './types';
import { isTimeZone } from './warm/time-zone';

const warmWindow = z.object({
  agents: z.int(),
  days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])),
  from: z.string(),
  to: z.string(),
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, 'is not a time zone that the Node.js of this image knows'))),
});
const entry = z.object({
  name: z.string(),
  pool: z.union([z.string(), z.int()]),
  maxAgents: z.int().check(z.positive()),
  placeholder: z.string(),
  warm: z.array(warmWindow),
  warmMaxHours: z.number(),
  anticipate: z.boolean(),
});
const entryList = z.array(entry).check(z.minLength(1));

/** An entry as the variable AZP_ENTRIES has it: the agents stack writes it, and the scaler reads it. */
export type WrittenEntry = z.infer<typeof entry>;

/** The options of an entry that the scaler needs. */
export type ScaledOptions = Pick<AgentPoolConfig, 'maxAgents' | 'warm' | 'warmMaxHours' | 'anticipate'>;

/** An entry that the scaler is to serve. */
export interface ServedEntry extends ScaledOptions {
  /** Name of its ScaledJob, with which the names of its pods start. */
  readonly objectName: string;
  /** Its agent pool, by name or by id. */
  readonly pool: string | number;
}

/** The value of AZP_ENTRIES. */
export const entriesText = (entries: readonly ServedEntry[]): string =>
  JSON.stringify(
    entries.map(({ objectName, pool, maxAgents, warm, warmMaxHours, anticipate }) => ({
      name: objectName,
      pool,
      maxAgents,
      placeholder: placeholderName(objectName),
      warm,
      warmMaxHours,
      anticipate,
    })),
  );

/** Reads a value of AZP_ENTRIES. Returns the first problem if `entriesText` did not write it. */
export function readEntries(text: string): readonly WrittenEntry[] | { readonly problem: string } {
  const parsed = z.safeParse(entryList, readJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join('.')} ${issue?.message}` };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
