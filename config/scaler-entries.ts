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
const scaled = {
  name: z.string(),
  maxAgents: z.int().check(z.positive()),
  warm: z.array(warmWindow),
  warmMaxHours: z.number(),
  anticipate: z.boolean(),
};
const agentPool = z.object({ ...scaled, pool: z.union([z.string(), z.int()]), placeholder: z.string() });
const scaleSet = z.object({ name: z.string(), group: z.string(), labels: z.array(z.string()) });
const runnerPool = z.object({ ...scaled, scaleSet });

/** An entry of `agentPools` as the variable AZP_ENTRIES has it. */
export type WrittenAgentPool = z.infer<typeof agentPool>;
/** An entry of `runnerPools` as the variable AZP_ENTRIES has it. */
export type WrittenRunnerPool = z.infer<typeof runnerPool>;
/** An entry as the variable AZP_ENTRIES has it: the agents stack writes it, and the scaler reads it. */
export type WrittenEntry = WrittenAgentPool | WrittenRunnerPool;

/** The options of an entry that the scaler needs. */
export type ScaledOptions = Pick<AgentPoolConfig, 'maxAgents' | 'warm' | 'warmMaxHours' | 'anticipate'>;

/** An entry of `agentPools` that the scaler is to serve. */
export interface ServedEntry extends ScaledOptions {
  /** Name of its ScaledJob, with which the names of its pods start. */
  readonly objectName: string;
  /** Its agent pool, by name or by id. */
  readonly pool: string | number;
}

/** An entry of `runnerPools` that the scaler is to serve. `maxAgents` is the option `maxRunners`. */
export interface ServedRunnerPool extends ScaledOptions {
  /** Name of its ScaledJob, with which the names of its pods start. */
  readonly objectName: string;
  /** Its runner scale set: its name, the name of its runner group, and its labels. Without labels, its name is its only label. */
  readonly scaleSet: { readonly name: string; readonly group: string; readonly labels: readonly string[] };
}

/** The value of AZP_ENTRIES. */
export const entriesText = (entries: readonly (ServedEntry | ServedRunnerPool)[]): string => JSON.stringify(entries.map(written));

function written(entry: ServedEntry | ServedRunnerPool): object {
  const { objectName, maxAgents, warm, warmMaxHours, anticipate } = entry;
  if ('scaleSet' in entry) {
    const { name, group, labels } = entry.scaleSet;
    return { name: objectName, scaleSet: { name, group, labels }, maxAgents, warm, warmMaxHours, anticipate };
  }
  return { name: objectName, pool: entry.pool, maxAgents, placeholder: placeholderName(objectName), warm, warmMaxHours, anticipate };
}

/** Reads a value of AZP_ENTRIES. Returns the first problem if `entriesText` did not write it. */
export function readEntries(text: string): readonly WrittenEntry[] | { readonly problem: string } {
  const items = z.safeParse(z.array(z.unknown()).check(z.minLength(1)), readJson(text));
  if (!items.success) return { problem: problemIn(items.error) };
  const entries: WrittenEntry[] = [];
  for (const [index, item] of items.data.entries()) {
    // Not by a union, whose problem would be that of both kinds.
    const parsed = isRunnerPool(item) ? z.safeParse(runnerPool, item) : z.safeParse(agentPool, item);
    if (!parsed.success) return { problem: problemIn(parsed.error, index) };
    entries.push(parsed.data);
  }
  return entries;
}

const isRunnerPool = (item: unknown): boolean => typeof item === 'object' && item !== null && 'scaleSet' in item;

interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

const problemIn = ({ issues: [issue] }: Issues, ...before: readonly number[]): string =>
  `${[...before, ...(issue?.path ?? [])].join('.')} ${issue?.message}`;

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
