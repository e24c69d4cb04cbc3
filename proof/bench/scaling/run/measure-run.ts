import { setTimeout as delay } from 'node:timers/promises';
import { isUnfinished } from '../../../e2e/scene/balance';
import type { Environment } from '../../../e2e/scene/environment';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import { countCalls } from '../calls';
import type { Load } from '../loads/load';
import type { RunRecord } from '../record';
import type { Variant } from '../variants/variant';
import { DeployedVariant } from './deployed-variant';
import { jobRecord, type PlayedJob, play } from './play';
import { podRecord } from './pod-record';

/** Time limit of a run. Its jobs that are not over by then count as lost. */
const MAX_RUN_SECONDS = 1200;
const POLL_MS = 250;

/** What all runs have in common. */
export interface Bench {
  readonly kubernetes: Kubernetes;
  readonly environment: Environment;
  /** Seconds from the end of the last job to the end of the observation. */
  readonly leftoverSeconds: number;
}

/** What a run measures. */
export interface RunSubject {
  readonly variant: Variant;
  readonly load: Load;
  readonly stop: AbortSignal;
}

/** A run whose jobs are over. Its observation continues in parallel with later runs. */
export interface FinishedRun {
  /** Milliseconds since 1970. */
  readonly endedMs: number;
  /** Whether none of its agent pods is unfinished. */
  readonly isIdle: () => boolean;
  /** Resolves at the end of the observation, when everything is removed. */
  readonly record: Promise<RunRecord>;
}

/** Runs one load against one variant. The load begins immediately after a poll of KEDA, which is the worst moment for every variant. */
export async function measureRun(
  { kubernetes, environment, leftoverSeconds }: Bench,
  { variant, load, stop }: RunSubject,
): Promise<FinishedRun> {
  const deployed = await DeployedVariant.start(kubernetes, environment, variant);
  try {
    await deployed.untilKedaPolls();
    const startMs = Date.now();
    const jobs = await play(deployed.devops, deployed.agentPool, load, stop);
    await untilOver(jobs, startMs + MAX_RUN_SECONDS * 1000, stop);
    const endedMs = Date.now();
    let isRemoved = false;
    const isIdle = () => isRemoved || !deployed.pods.agentPods.some(isUnfinished);
    const finish = async (): Promise<RunRecord> => {
      try {
        await delay(leftoverSeconds * 1000, undefined, { signal: stop });
        return recordOf(deployed, { variant, load, jobs, startMs, endedMs });
      } finally {
        await deployed.remove();
        isRemoved = true;
      }
    };
    return { endedMs, isIdle, record: finish() };
  } catch (error) {
    await deployed.remove();
    throw error;
  }
}

async function untilOver(jobs: readonly PlayedJob[], deadlineMs: number, stop: AbortSignal): Promise<void> {
  const isOver = () => jobs.every(({ job }) => job.result !== undefined) || Date.now() > deadlineMs;
  while (!isOver()) await delay(POLL_MS, undefined, { signal: stop });
}

interface Played {
  readonly variant: Variant;
  readonly load: Load;
  readonly jobs: readonly PlayedJob[];
  readonly startMs: number;
  readonly endedMs: number;
}

function recordOf(deployed: DeployedVariant, { variant, load, jobs, startMs, endedMs }: Played): RunRecord {
  const now = Date.now();
  const pods = deployed.pods.agentPods;
  const requests = deployed.devops.requests.filter(({ at }) => at >= startMs && at <= now);
  return {
    variant: variant.id,
    load: load.id,
    jobs: jobs.map((job) => jobRecord(job, startMs)),
    pods: pods.map((pod) => podRecord(pod, startMs)),
    endedAt: (endedMs - startMs) / 1000,
    observedUntil: (now - startMs) / 1000,
    agentsLeft: deployed.agents.length,
    podsLeft: pods.filter(isUnfinished).length,
    calls: countCalls(requests),
  };
}
