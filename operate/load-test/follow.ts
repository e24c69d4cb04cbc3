import type { Clock } from '../../lib/clock';
import type { Build } from '../../providers/azure-devops/client/builds';
import type { JobRequest } from '../../providers/azure-devops/client/types';
import { joinJobs, type LoadJob } from './job';
import type { Service } from './service';

/** Which run is followed, and how. */
export interface Followed {
  readonly buildId: number;
  readonly createdDate: number | undefined;
  /** Undefined when the identity may not read the agent pool. */
  readonly poolId: number | undefined;
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly onLook: (jobs: readonly LoadJob[]) => void;
}

/** A run as it was when it was looked at last. */
export interface Outcome {
  readonly build: Build | undefined;
  readonly jobs: readonly LoadJob[];
}

/** Looks at a run again and again, until it has ended, time is up or `stop` is aborted. */
export async function follow(service: Service, followed: Followed, clock: Clock, stop: AbortSignal): Promise<Outcome> {
  const { buildId, everyMs, timeoutMs, onLook } = followed;
  const deadline = clock.now() + timeoutMs;
  // The service lists only the last of the finished requests: those that were seen are kept.
  const seen = new Map<number, JobRequest>();
  let outcome: Outcome = { build: undefined, jobs: [] };
  while (!stop.aborted) {
    // The build first: when it has ended, what is read after it is final.
    const build = await service.build(buildId, stop);
    outcome = { build, jobs: await readJobs(service, followed, build, seen, stop) };
    onLook(outcome.jobs);
    if (build.status === 'completed' || clock.now() > deadline) break;
    await clock.sleep(everyMs, stop);
  }
  return outcome;
}

async function readJobs(
  service: Service,
  { buildId, poolId, createdDate }: Followed,
  build: Build,
  seen: Map<number, JobRequest>,
  stop: AbortSignal,
): Promise<readonly LoadJob[]> {
  const planId = build.orchestrationPlan?.planId;
  if (poolId !== undefined && planId !== undefined) {
    for (const request of await service.requests(poolId, planId, stop)) {
      if (request.planId === planId) seen.set(request.requestId, request);
    }
  }
  const requests = poolId === undefined ? undefined : [...seen.values()];
  return joinJobs({ requests, records: await service.timeline(buildId, stop), createdDate });
}
