import * as z from 'zod/mini';
import { parseJson } from '../../http/body';
import { id, time } from '../../http/shapes';
import { statistics } from './shapes';
import type { JobEvent, Message } from './types';

/**
 * The events stand in `body`, as a text in JSON. It is empty if only the numbers have changed. Whatever cannot be read is missing,
 * except for the id: a message that is not acknowledged comes again without end, and the later ones never come.
 */
const envelope = z.object({
  messageId: id,
  messageType: z.catch(z.nullish(z.string()), undefined),
  body: z.catch(z.nullish(z.string()), undefined),
  statistics: z.catch(z.nullish(statistics), undefined),
});

const KINDS: Readonly<Record<string, JobEvent['kind']>> = {
  JobAvailable: 'available',
  JobAssigned: 'assigned',
  JobStarted: 'started',
  JobCompleted: 'completed',
};

const text = z.nullish(z.string());
const event = z.object({
  messageType: z.string(),
  jobId: text,
  runnerRequestId: z.nullish(z.number()),
  runnerName: text,
  result: text,
  queueTime: time,
  runnerAssignTime: time,
});

/** A message as it comes. Events of an unknown kind or form are left out: the message must still be acknowledged, and its numbers count. */
export const message = z.pipe(
  envelope,
  z.transform(
    ({ messageId, messageType, body, statistics: numbers }): Message => ({
      id: messageId,
      events: messageType === 'RunnerScaleSetJobMessages' ? eventsIn(body ?? '') : [],
      statistics: numbers ?? undefined,
    }),
  ),
);

function eventsIn(body: string): readonly JobEvent[] {
  const items = parseJson(body);
  return Array.isArray(items) ? items.flatMap(eventFrom) : [];
}

function eventFrom(item: unknown): readonly JobEvent[] {
  const { data } = z.safeParse(event, item);
  const kind = data && Object.hasOwn(KINDS, data.messageType) ? KINDS[data.messageType] : undefined;
  if (data === undefined || kind === undefined) return [];
  return [
    {
      kind,
      jobId: data.jobId ?? '',
      requestId: data.runnerRequestId ?? 0,
      runnerName: data.runnerName || undefined,
      result: data.result || undefined,
      queuedAt: data.queueTime,
      startedAt: data.runnerAssignTime,
    },
  ];
}
