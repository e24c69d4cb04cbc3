import * as z from 'zod/mini';
import { id, or } from '../../http/shapes';
import type { Runner, ScaleSet, Statistics } from './types';

const count = z.int().check(z.nonnegative());
/** A number that is not used to decide anything. Older servers may leave it out. */
const mention = or(count, 0);

const label = z.object({ name: z.string() });

export const scaleSet = z.pipe(
  z.object({ id, name: z.string(), runnerGroupId: z.int(), labels: or(z.array(label), []) }),
  z.transform(({ labels, ...set }): ScaleSet => ({ ...set, labels: labels.map(({ name }) => name) })),
);

export const runnerGroup = z.object({ id, name: z.string() });

export const runner = z.pipe(
  z.object({ id, name: z.string(), runnerScaleSetId: or(z.int(), 0) }),
  z.transform(({ id, name, runnerScaleSetId }): Runner => ({ id, name, scaleSetId: runnerScaleSetId })),
);

export const jitConfig = z.object({ runner, encodedJITConfig: z.string().check(z.minLength(1)) });

export const statistics = z.pipe(
  z.object({
    totalAvailableJobs: mention,
    totalAcquiredJobs: mention,
    totalAssignedJobs: count,
    totalRunningJobs: count,
    totalRegisteredRunners: mention,
    totalBusyRunners: mention,
    totalIdleRunners: mention,
  }),
  z.transform(
    (numbers): Statistics => ({
      available: numbers.totalAvailableJobs,
      acquired: numbers.totalAcquiredJobs,
      assigned: numbers.totalAssignedJobs,
      running: numbers.totalRunningJobs,
      registered: numbers.totalRegisteredRunners,
      busy: numbers.totalBusyRunners,
      idle: numbers.totalIdleRunners,
    }),
  ),
);

/** A session. In an outage it comes with empty texts. */
export const session = z.object({
  sessionId: z.string(),
  messageQueueUrl: z.nullish(z.string()),
  messageQueueAccessToken: z.nullish(z.string()),
  statistics: z.nullish(statistics),
});

export const acquired = z.object({ value: z.array(z.number()) });

/** A list. `count` decides whether there is something, as in actions/scaleset. */
export const counted = <T extends z.ZodMiniType>(item: T) => z.object({ count, value: or(z.array(item), []) });
