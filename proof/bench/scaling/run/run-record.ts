import { isUnfinished } from '../../../e2e/scene/balance';
import { countCalls } from '../calls';
import type { StartCosts } from '../cpu/start-costs';
import type { Load } from '../loads/load';
import type { CpuUse, RunRecord } from '../record';
import type { Variant } from '../variants/variant';
import type { DeployedVariant } from './deployed-variant';
import { jobRecord, type PlayedJob } from './play';
import { podRecord } from './pod-record';

/** A run whose jobs are over. */
export interface PlayedRun {
  readonly deployed: DeployedVariant;
  readonly variant: Variant;
  readonly load: Load;
  readonly jobs: readonly PlayedJob[];
  /** Milliseconds since 1970. */
  readonly startMs: number;
  /** Milliseconds since 1970. */
  readonly endedMs: number;
  readonly cpu: CpuUse;
  readonly startCosts: StartCosts;
}

/** Describes a run by what can be seen now, at the end of its observation. */
export function runRecord({ deployed, variant, load, jobs, startMs, endedMs, cpu, startCosts }: PlayedRun): RunRecord {
  const now = Date.now();
  const { agentPods: pods, side } = deployed;
  const requests = side.requests.filter(({ at }) => at >= startMs && at <= now);
  return {
    variant: variant.id,
    load: load.id,
    startedAt: new Date(startMs).toISOString(),
    jobs: jobs.map((job) => jobRecord(job, startMs, startCosts.of(job.job))),
    pods: pods.map((pod) => podRecord(pod, startMs)),
    endedAt: (endedMs - startMs) / 1000,
    observedUntil: (now - startMs) / 1000,
    kept: variant.keeps ?? 0,
    agentsLeft: deployed.agents.length,
    podsLeft: pods.filter(isUnfinished).length,
    calls: countCalls(requests, deployed.addresses, side),
    cpu,
  };
}
