import type { AssignedJobs } from '../../../providers/contract/assigned-jobs';
import type { JobEvent, Statistics } from '../../../providers/github/client/types';

/** What an answer says about the jobs of a scale set: the numbers of now, and events that have not been seen before. */
export interface News {
  readonly statistics: Statistics | undefined;
  readonly events: readonly JobEvent[];
  /** The events may have happened long ago, when there was no session. */
  readonly isOld: boolean;
}

export function answerOf({ statistics, events, isOld }: News): AssignedJobs {
  const ofKind = (kind: JobEvent['kind']) => events.filter((event) => event.kind === kind);
  return {
    count: statistics && countOf(statistics),
    arrived: isOld ? 0 : ofKind('assigned').length,
    begun: ofKind('started').flatMap(({ runnerName: agent, queuedAt, startedAt: receivedAt }) =>
      agent === undefined ? [] : [{ agent, queuedAt, receivedAt }],
    ),
    // A job that was cancelled before a runner took it, or whose assignment has lapsed, has no runner.
    ended: ofKind('completed').flatMap(({ runnerName }) => runnerName ?? []),
  };
}

export const countOf = ({ assigned, running }: Statistics) => ({ assigned, running });
