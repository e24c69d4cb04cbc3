import * as z from 'zod/mini';
import { FIXED_NAMES } from '../../config/names';
import { ClusterError } from './cluster/error';
import type { Pod } from './cluster/objects';
import { podsOf } from './cluster/pods-of';
import type { ClusterReader } from './cluster/reader';

/** How many lines of each replica are read: enough for the repeated decisions of many entries. */
const LINES = 2000;

/** The fields of a decision in the log of the scaler. */
const decision = z.object({
  event: z.literal('decision'),
  time: z.string(),
  entry: z.string(),
  text: z.string(),
  waiting: z.int(),
  onTheirWay: z.int(),
  warm: z.int(),
  running: z.int(),
  create: z.int(),
  maximum: z.int(),
  parallelJobs: z.int(),
  cannotStart: z.int(),
  reason: z.optional(z.string()),
});

/** A step that failed and is tried again, or that succeeds again. */
const step = z.object({ event: z.string(), reason: z.optional(z.string()) });
const FAILS = /^cannot (.+), trying again$/;
const RECOVERS = /^can (.+) again$/;

/** The session of a runner pool's scale set, which only one replica can have. */
const conflict = z.object({
  event: z.literal('the session of a scale set is open elsewhere, waiting for it to end'),
  time: z.string(),
  entry: z.string(),
});

/** What the scaler decided for one entry. */
export interface ScalerDecision {
  /** When it was logged, by the clock of its node. Milliseconds since 1970. */
  readonly loggedAt: number;
  /** The replica that decided. For a runner pool, it has the session of the scale set. */
  readonly pod: string;
  /** In words, such as "3 waiting: 2 agents on their way, 1 held back by parallel jobs". */
  readonly text: string;
  /** Jobs in the queue that the entry serves. */
  readonly waiting: number;
  /** Agents that may still take a job. */
  readonly onTheirWay: number;
  /** Agents wanted beyond those for the queue. */
  readonly warm: number;
  /** Jobs of Kubernetes that have not ended. */
  readonly running: number;
  /** Jobs of Kubernetes that KEDA is to create. */
  readonly create: number;
  /** Waiting jobs that get no agent now. */
  readonly heldBack: { readonly maximum: number; readonly parallelJobs: number; readonly cannotStart: number };
  /** Why pods cannot start; undefined if they can. */
  readonly reason: string | undefined;
}

/** What the logs of all replicas say. */
export interface ScalerLog {
  /** The newest decision for each entry, by the name of its ScaledJob. */
  readonly decisions: ReadonlyMap<string, ScalerDecision>;
  /** What a replica cannot do at the moment, with the reason. */
  readonly failures: readonly string[];
  /** When a replica last said that it waits for the session of a runner pool's scale set, by the name of the ScaledJob. */
  readonly openElsewhere: ReadonlyMap<string, number>;
}

/** The pods of the scaler of a deployment. */
export const scalerPods = (pods: readonly Pod[], deployment: string): readonly Pod[] => podsOf(pods, deployment, 'scaler');

/** Reads the logs of all replicas. A pod whose container has not started has none. @throws ClusterError */
export async function readScalerLog(reader: ClusterReader, namespace: string, pods: readonly Pod[]): Promise<ScalerLog> {
  const read = async ({ metadata: { name } }: Pod): Promise<PodLog> => ({
    pod: name,
    lines: await reader.log(namespace, name, LINES).catch(noLines),
  });
  return scalerLog(await Promise.all(pods.map(read)));
}

function noLines(error: unknown): readonly string[] {
  if (error instanceof ClusterError && (error.fault === 'refused' || error.fault === 'absent')) return [];
  throw error;
}

/** The log of one replica, the oldest lines first. */
export interface PodLog {
  readonly pod: string;
  readonly lines: readonly string[];
}

export function scalerLog(logs: readonly PodLog[]): ScalerLog {
  const decisions = new Map<string, ScalerDecision>();
  const failures = new Set<string>();
  const openElsewhere = new Map<string, number>();
  for (const { pod, lines } of logs) {
    const failing = new Map<string, string>();
    for (const parsed of lines.map(json)) {
      noteDecision(decisions, pod, parsed);
      noteConflict(openElsewhere, parsed);
      noteStep(failing, parsed);
    }
    for (const [aim, why] of failing) failures.add(`it cannot ${aim}: ${why}`);
  }
  return { decisions, failures: [...failures], openElsewhere };
}

function noteDecision(decisions: Map<string, ScalerDecision>, pod: string, parsed: unknown): void {
  const found = z.safeParse(decision, parsed);
  if (!found.success) return;
  const { event: _, entry, time, maximum, parallelJobs, cannotStart, reason, ...counts } = found.data;
  const loggedAt = Date.parse(time);
  // A negated comparison, so that a time that is no time is not the newest.
  if (!(loggedAt >= (decisions.get(entry)?.loggedAt ?? 0))) return;
  decisions.set(entry, { loggedAt, pod, ...counts, heldBack: { maximum, parallelJobs, cannotStart }, reason });
}

function noteConflict(openElsewhere: Map<string, number>, parsed: unknown): void {
  const found = z.safeParse(conflict, parsed);
  if (!found.success) return;
  const at = Date.parse(found.data.time);
  if (at >= (openElsewhere.get(found.data.entry) ?? 0)) openElsewhere.set(found.data.entry, at);
}

function noteStep(failing: Map<string, string>, parsed: unknown): void {
  const found = z.safeParse(step, parsed);
  if (!found.success) return;
  const { event, reason = 'no reason' } = found.data;
  const [, failed] = FAILS.exec(event) ?? [];
  const [, recovered] = RECOVERS.exec(event) ?? [];
  if (failed !== undefined) failing.set(failed, reason);
  if (recovered !== undefined) failing.delete(recovered);
}

/** The JSON of a line; undefined for a line of another program, such as Node.js itself. */
function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The command that shows the log of the scaler. @param where further flags */
export const scalerLogCommand = (where: string): string => `kubectl logs deployment/${FIXED_NAMES.scaler} ${where}`;
