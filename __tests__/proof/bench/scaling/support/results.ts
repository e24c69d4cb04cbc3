import { NEWEST_KEDA_VERSION } from '../../../../../config/keda-version';
import type { FloorRecord, RunRecord } from '../../../../../proof/bench/scaling/record';
import type { LoadInfo, Results } from '../../../../../proof/bench/scaling/results';

/** One job that ran for 20 s in one pod. */
export const aRun = (changes: Partial<RunRecord> = {}): RunRecord => ({
  variant: 'own',
  load: 'burst',
  startedAt: '2026-01-05T10:00:00.000Z',
  jobs: [{ queued: 0, started: 20, finished: 40, result: 'succeeded', cancelled: false }],
  pods: [{ scheduled: 10, finished: 50 }],
  endedAt: 50,
  observedUntil: 350,
  kept: 0,
  agentsLeft: 0,
  podsLeft: 0,
  calls: { queue: 35, placeholder: 7, listeners: 10, agents: 5 },
  cpu: { busy: 0.5, saturated: 0.25, kedaSeconds: 2 },
  ...changes,
});

/** One bare pod that started after 3 s, and one job that waited 15 s for a bare agent. */
export const aFloor = (changes: Partial<FloorRecord> = {}): FloorRecord => ({
  load: 'burst',
  startedAt: '2026-01-05T09:00:00.000Z',
  starts: [3],
  agentWaits: [15],
  cpu: { busy: 0.5, saturated: 0.25 },
  ...changes,
});

/** A load that meets no limit and cancels nothing. */
export const aLoad = (id: string, title: string): LoadInfo => ({ id, title, maxAgents: 40, isLimited: false, cancels: false });

export const someResults = (changes: Partial<Results> = {}): Results => ({
  service: 'azure-devops',
  quick: false,
  machine: { cpu: 'a CPU', cores: 2, memoryGib: 8, kernel: '6.1' },
  versions: { node: '20.19.0', kubernetes: '1.34.3', keda: NEWEST_KEDA_VERSION },
  agentStartSeconds: 12,
  leftoverSeconds: 300,
  variants: [
    { id: 'own', title: 'this project', pollSeconds: 10 },
    { id: 'other', title: 'another & more', pollSeconds: 30 },
  ],
  loads: [aLoad('burst', '1 job')],
  runs: [aRun()],
  floors: [aFloor()],
  ...changes,
});
