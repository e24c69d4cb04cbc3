import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Load } from '../loads/load';
import type { RunRecord } from '../record';
import type { Variant } from '../variants/variant';
import { type Bench, measureRun, type OverRun } from './measure-run';

/** Agents that wait without a job use next to nothing; whoever has none for so many seconds no longer holds up the next run. */
const QUIET_SECONDS = 90;
const LOOK_MS = 500;

export interface Benchmark extends Bench {
  readonly variants: readonly Variant[];
  readonly loads: readonly Load[];
  /** Told of each record once it is complete, in no certain order. */
  readonly onRecord: (record: RunRecord) => void;
  readonly say: (line: string) => void;
  /** Ends it early; what it has deployed is removed first. */
  readonly stop: AbortSignal;
}

/** Every load with every variant, one after another; only the counting of what is left overlaps with what comes next. */
export async function benchmark(options: Benchmark): Promise<void> {
  const failed = new AbortController();
  const stop = AbortSignal.any([options.stop, failed.signal]);
  // Each job of a load waits with it.
  setMaxListeners(0, stop);
  const records: Promise<void>[] = [];
  try {
    await runAll(options, stop, (record) => records.push(record));
  } catch (error) {
    failed.abort(error);
    throw error;
  } finally {
    await Promise.allSettled(records);
  }
  await Promise.all(records);
}

async function runAll(options: Benchmark, stop: AbortSignal, add: (record: Promise<void>) => void): Promise<void> {
  const { variants, loads, leftoverSeconds, onRecord, say } = options;
  const runs = loads.flatMap((load) => variants.map((variant) => ({ load, variant })));
  let before: OverRun | undefined;
  for (const [index, { load, variant }] of runs.entries()) {
    await idle(before, stop);
    const title = `${index + 1}/${runs.length} ${load.title}, ${variant.title}`;
    say(`${title}: begins`);
    const begun = Date.now();
    before = await measureRun(options, variant, load, stop);
    say(`${title}: jobs over after ${Math.round((before.endedMs - begun) / 1000)} s; what is left is counted in ${leftoverSeconds} s`);
    const record = before.record.then(onRecord);
    // It is waited for at the end; a failure before that must not end the program before it has cleaned up.
    record.catch(() => {});
    add(record);
  }
}

async function idle(run: OverRun | undefined, stop: AbortSignal): Promise<void> {
  if (run === undefined) return;
  const isQuiet = () => run.isIdle() || Date.now() > run.endedMs + QUIET_SECONDS * 1000;
  while (!isQuiet()) await delay(LOOK_MS, undefined, { signal: stop });
}
