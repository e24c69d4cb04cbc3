import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Measurement } from '../plan';
import type { FloorRecord, RunRecord } from '../record';
import type { Bench } from './bench';
import { measureFloor } from './floor';
import { type FinishedRun, measureRun } from './measure-run';

/**
 * The next measurement waits at most this long after the last job of the one before until that is removed, which uses the machine. It
 * takes longer only if agents are left; those wait without a job, and hardly use the machine.
 */
const REMOVED_SECONDS = 120;
const POLL_MS = 500;

export interface Benchmark extends Bench {
  readonly measurements: readonly Measurement[];
  /** Called with each complete record, in any order. */
  readonly onRecord: (record: RunRecord) => void;
  readonly onFloor: (record: FloorRecord) => void;
  readonly say: (line: string) => void;
  /** Stops the benchmark early, after everything that it deployed is removed. */
  readonly stop: AbortSignal;
}

/** Measures one thing after another. Only the observation after the last job overlaps with the next run. */
export async function benchmark(options: Benchmark): Promise<void> {
  const failed = new AbortController();
  const stop = AbortSignal.any([options.stop, failed.signal]);
  // Each job of a load listens to this signal, so the default limit of listeners is too low.
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
  const { measurements, onRecord, onFloor, say } = options;
  let previous: FinishedRun | undefined;
  for (const [index, { load, variant }] of measurements.entries()) {
    await untilRemoved(previous, stop);
    const title = `${index + 1}/${measurements.length} ${load.title}, ${variant?.title ?? 'bare pods'}`;
    say(`${title}: begins`);
    if (variant === undefined) {
      onFloor(await measureFloor(options, load, stop));
      continue;
    }
    const startMs = Date.now();
    previous = await measureRun(options, { variant, load, stop });
    say(`${title}: jobs over after ${Math.round((previous.endedMs - startMs) / 1000)} s; agents that are left are counted later`);
    const record = previous.record.then(onRecord);
    // The record is awaited at the end. Without this line a rejection before that would end the program before its clean-up.
    record.catch(() => {});
    add(record);
  }
}

async function untilRemoved(run: FinishedRun | undefined, stop: AbortSignal): Promise<void> {
  if (run === undefined) return;
  const mayGoOn = () => run.isRemoved() || Date.now() > run.endedMs + REMOVED_SECONDS * 1000;
  while (!mayGoOn()) await delay(POLL_MS, undefined, { signal: stop });
}
