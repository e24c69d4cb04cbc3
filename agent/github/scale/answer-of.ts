import type { AssignedJobs } from '../../../providers/contract/assigned-jobs';
import type { Message, Statistics } from '../../../providers/github/client/types';

/** What is known of a message in addition to its content. */
export interface Delivery {
  /** It has been delivered before, so its events are old. Its statistics are those of now. */
  readonly isRepeated: boolean;
  /** It may have been written long ago, when there was no session. */
  readonly isOld: boolean;
}

/** What a message says about the jobs of a scale set. */
export function answerOf({ events, statistics }: Message, { isRepeated, isOld }: Delivery): AssignedJobs {
  const fresh = isRepeated ? [] : events;
  const ofKind = (kind: 'started' | 'completed') => fresh.filter((event) => event.kind === kind);
  return {
    count: statistics && countOf(statistics),
    arrived: isOld ? 0 : new Set(fresh.filter(({ kind }) => kind === 'assigned').map(({ jobId }) => jobId)).size,
    begun: ofKind('started').flatMap(({ runnerName: agent, queuedAt, startedAt: receivedAt }) =>
      agent === undefined ? [] : [{ agent, queuedAt, receivedAt }],
    ),
    // A job that was cancelled before a runner took it, or whose assignment has lapsed, has no runner.
    ended: ofKind('completed').flatMap(({ runnerName }) => runnerName ?? []),
  };
}

export const countOf = ({ assigned, running }: Statistics) => ({ assigned, running });
