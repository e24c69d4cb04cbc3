import type { Clock } from '../../lib/clock';
import type { LoadJob } from './job';
import type { RunState } from './load-service';

/** How to follow a run. */
export interface Following {
  readonly read: (stop: AbortSignal) => Promise<RunState>;
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** Called after each read. */
  readonly onRead: (jobs: readonly LoadJob[]) => void;
}

/** Reads a run repeatedly until it has ended, time is up or `stop` is aborted. Returns what was read last. */
export async function follow({ read, everyMs, timeoutMs, onRead }: Following, clock: Clock, stop: AbortSignal): Promise<RunState> {
  const deadline = clock.now() + timeoutMs;
  let state: RunState = { isOver: false, result: undefined, jobs: [] };
  while (!stop.aborted) {
    state = await read(stop);
    onRead(state.jobs);
    if (state.isOver || clock.now() > deadline) break;
    await clock.sleep(everyMs, stop);
  }
  return state;
}
