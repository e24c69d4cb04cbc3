import { setTimeout as delay } from 'node:timers/promises';
import type { Environment } from '../../../e2e/scene/environment';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import type { Load } from '../loads/load';
import type { RunRecord } from '../record';
import type { Variant } from '../variants/variant';
import { measureRun, type OverRun } from './measure-run';

/** Agents that wait without a job use next to nothing; whoever has none for so many seconds no longer holds up the next run. */
const QUIET_SECONDS = 90;
const LOOK_MS = 500;

export interface Benchmark {
  readonly kubernetes: Kubernetes;
  readonly environment: Environment;
  readonly variants: readonly Variant[];
  readonly loads: readonly Load[];
  readonly leftoverSeconds: number;
  /** Told of each record once it is complete, in no certain order. */
  readonly onRecord: (record: RunRecord) => void;
  readonly say: (line: string) => void;
}

/** Every load with every variant, one after another; only the counting of what is left overlaps with what comes next. */
export async function benchmark({ kubernetes, environment, variants, loads, leftoverSeconds, onRecord, say }: Benchmark): Promise<void> {
  const records: Promise<void>[] = [];
  let before: OverRun | undefined;
  const runs = loads.flatMap((load) => variants.map((variant) => ({ load, variant })));
  for (const [index, { load, variant }] of runs.entries()) {
    await idle(before);
    const title = `${index + 1}/${runs.length} ${load.title}, ${variant.title}`;
    say(`${title}: begins`);
    const begun = Date.now();
    before = await measureRun(kubernetes, environment, variant, load, leftoverSeconds);
    say(`${title}: jobs over after ${Math.round((before.endedMs - begun) / 1000)} s; what is left is counted in ${leftoverSeconds} s`);
    const record = before.record.then(onRecord);
    // Looked at below; until then a failure must not end the program before it can clean up.
    record.catch(() => {});
    records.push(record);
  }
  await Promise.all(records);
}

async function idle(run: OverRun | undefined): Promise<void> {
  if (run === undefined) return;
  while (!run.isIdle() && Date.now() < run.endedMs + QUIET_SECONDS * 1000) await delay(LOOK_MS);
}
