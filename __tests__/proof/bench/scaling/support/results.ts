import { NEWEST_KEDA_VERSION } from '../../../../../config/keda-version';
import type { RunRecord } from '../../../../../proof/bench/scaling/record';
import type { Results } from '../../../../../proof/bench/scaling/results';

/** One job that ran for 20 s in one pod. */
export const aRun = (changes: Partial<RunRecord> = {}): RunRecord => ({
  variant: 'own',
  load: 'burst',
  jobs: [{ queued: 0, started: 20, finished: 40, result: 'succeeded', cancelled: false }],
  pods: [{ scheduled: 10, finished: 50 }],
  endedAt: 50,
  observedUntil: 350,
  agentsLeft: 0,
  podsLeft: 0,
  calls: { keda: 35, listeners: 10, others: 5 },
  ...changes,
});

export const someResults = (changes: Partial<Results> = {}): Results => ({
  quick: false,
  startedAt: '2026-01-05T10:00:00.000Z',
  machine: { cpu: 'a CPU', cores: 2, memoryGib: 8, kernel: '6.1' },
  versions: { node: '20.19.0', kubernetes: '1.34.3', keda: NEWEST_KEDA_VERSION },
  maxAgents: 20,
  agentStartSeconds: 12,
  leftoverSeconds: 300,
  variants: [
    { id: 'own', title: 'this project', pollSeconds: 10 },
    { id: 'other', title: 'another & more', pollSeconds: 30 },
  ],
  loads: [{ id: 'burst', title: '1 job' }],
  runs: [aRun()],
  ...changes,
});
