import { setTimeout as delay } from 'node:timers/promises';
import { isUnfinished } from '../../../e2e/scene/balance';
import { observeCpu } from '../cpu/observe-cpu';
import { StartCosts } from '../cpu/start-costs';
import type { Load } from '../loads/load';
import type { RunRecord } from '../record';
import type { Variant } from '../variants/variant';
import type { Bench } from './bench';
import { DeployedVariant } from './deployed-variant';
import { play } from './play';
import { QuietTime } from './quiet-time';
import { type PlayedRun, runRecord } from './run-record';
import { untilOver } from './until-over';

const POLL_MS = 250;
/** In addition to two polls of the variant: the time in which a late poll shows as a pod. */
const SETTLE_SECONDS = 10;

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
  readonly isRemoved: () => boolean;
  /** Resolves at the end of the observation, when everything is removed. */
  readonly record: Promise<RunRecord>;
}

/** Runs one load against one variant. The load begins immediately after a read of the queue, which is the worst moment for every variant. */
export async function measureRun(bench: Bench, { variant, load, stop }: RunSubject): Promise<FinishedRun> {
  const { kubernetes, podCpu, leftoverSeconds } = bench;
  const deployed = await DeployedVariant.start(bench, { variant, maxAgents: load.maxAgents });
  try {
    const startCosts = new StartCosts(deployed.side, deployed, podCpu);
    await deployed.untilQueueIsRead();
    const endCpu = await observeCpu(kubernetes, podCpu);
    const startMs = Date.now();
    const jobs = await play(deployed.side, load, stop);
    await untilOver(jobs, stop, startMs);
    const run: PlayedRun = { deployed, variant, load, jobs, startMs, endedMs: Date.now(), cpu: endCpu(), startCosts };
    let isRemoved = false;
    const finish = async (): Promise<RunRecord> => {
      try {
        await untilNothingIsLeft(run, leftoverSeconds, stop);
        return runRecord(run);
      } finally {
        await deployed.remove();
        isRemoved = true;
      }
    };
    return { endedMs: run.endedMs, isRemoved: () => isRemoved, record: finish() };
  } catch (error) {
    await deployed.remove();
    throw error;
  }
}

/**
 * Waits until no agent and no unfinished pod is left, except those that the variant keeps, and none has come for two polls: until
 * then a variant may still create one. Whatever is left then was left for good, so the result is that after `leftoverSeconds`.
 */
async function untilNothingIsLeft(run: PlayedRun, leftoverSeconds: number, stop: AbortSignal): Promise<void> {
  const deadlineMs = run.endedMs + leftoverSeconds * 1000;
  const quiet = new QuietTime(2 * run.variant.pollSeconds + SETTLE_SECONDS);
  const { deployed, variant } = run;
  const kept = variant.keeps ?? 0;
  const isQuiet = () => deployed.agents.length <= kept && deployed.agentPods.filter(isUnfinished).length <= kept;
  while (!quiet.note(isQuiet(), Date.now()) && Date.now() < deadlineMs) await delay(POLL_MS, undefined, { signal: stop });
}
