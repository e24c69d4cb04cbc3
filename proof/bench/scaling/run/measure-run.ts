import { setTimeout as delay } from 'node:timers/promises';
import { isUnfinished } from '../../../e2e/scene/balance';
import type { Environment } from '../../../e2e/scene/environment';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import { countCalls } from '../calls';
import type { Load } from '../loads/load';
import type { RunRecord } from '../record';
import type { Variant } from '../variants/variant';
import { Deployed } from './deployed';
import { jobRecord, type PlayedJob, play } from './play';
import { podRecord } from './pod-record';

/** After so many seconds a run is given up: its jobs that are not over count as lost. */
const LONGEST_RUN_SECONDS = 1200;
const LOOK_MS = 250;

/** Where all runs take place. */
export interface Bench {
  readonly kubernetes: Kubernetes;
  readonly environment: Environment;
  /** Seconds from the end of a run's last job until what is left is counted. */
  readonly leftoverSeconds: number;
}

/** A run whose jobs are over. What it leaves behind is counted later, while other runs go on. */
export interface OverRun {
  /** Milliseconds since 1970. */
  readonly endedMs: number;
  readonly isIdle: () => boolean;
  readonly record: Promise<RunRecord>;
}

/** Plays one load against one variant. Jobs come right after a look of KEDA at the queue: the worst moment, for each variant. */
export async function measureRun(
  { kubernetes, environment, leftoverSeconds }: Bench,
  variant: Variant,
  load: Load,
  stop: AbortSignal,
): Promise<OverRun> {
  const deployed = await Deployed.start(kubernetes, environment, variant);
  try {
    await deployed.kedaLooks();
    const startMs = Date.now();
    const jobs = await play(deployed.devops, deployed.pool, load, stop);
    await over(jobs, startMs + LONGEST_RUN_SECONDS * 1000, stop);
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

async function over(jobs: readonly PlayedJob[], deadlineMs: number, stop: AbortSignal): Promise<void> {
  const isOver = () => jobs.every(({ job }) => job.result !== undefined) || Date.now() > deadlineMs;
  while (!isOver()) await delay(LOOK_MS, undefined, { signal: stop });
}

interface Played {
  readonly variant: Variant;
  readonly load: Load;
  readonly jobs: readonly PlayedJob[];
  readonly startMs: number;
  readonly endedMs: number;
}

function recordOf(deployed: Deployed, { variant, load, jobs, startMs, endedMs }: Played): RunRecord {
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
