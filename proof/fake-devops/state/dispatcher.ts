import type { AgentPool } from './agent-pool';
import { nextPair } from './assignment';
import { isWithAgent } from './job-request';
import type { Jobs } from './jobs';
import type { Store } from './store';

/** Assigns queued jobs to idle agents after every change of state. */
export function dispatchJobs(store: Store, jobs: Jobs): void {
  const { clock, settings } = store;
  let running = false;

  const nextAssignment = (pool: AgentPool) => {
    const busy = store.pools.flatMap(({ requests }) => requests).filter(isWithAgent);
    if (busy.length >= settings.parallelJobs) return undefined;
    return nextPair(pool.requests, pool.agents, { now: clock.now(), pickupDelayMs: settings.pickupDelayMs });
  };

  // An assignment is itself a change of state. The running loop handles what it makes possible.
  const dispatch = () => {
    if (running) return;
    running = true;
    try {
      for (const pool of store.pools) {
        for (let pair = nextAssignment(pool); pair !== undefined; pair = nextAssignment(pool)) jobs.reserve(pool, pair.request, pair.agent);
      }
    } finally {
      running = false;
    }
  };

  store.events.on('change', () => {
    if (running) return;
    dispatch();
    if (settings.pickupDelayMs > 0) clock.after(settings.pickupDelayMs, dispatch);
  });
}
