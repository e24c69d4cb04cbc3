import type { EntryState, Snapshot } from '../../../../operate/status/snapshot';

export const MINUTE = 60_000;
export const NOW = Date.UTC(2026, 10, 25, 10);

/** An idle entry without problems. */
export function anEntry(changes: Partial<EntryState> = {}): EntryState {
  return {
    name: 'linux',
    pool: 'aks',
    scaledJobName: 'pipelines-linux',
    placeholderName: 'pipelines-linux-placeholder',
    maxAgents: 2,
    pollingSeconds: 10,
    queue: { value: { queued: 0, running: 0, oldestQueuedAt: undefined, serverTime: NOW } },
    scaler: undefined,
    agents: { value: { busy: 0, idle: 0, offline: 0, leftBehind: [], placeholder: 'disabled' } },
    scaledJob: { value: { conditions: [{ type: 'Ready', status: 'True', reason: 'ScaledJobReady', message: '' }], isPaused: false } },
    decisions: { value: [] },
    pods: { value: [] },
    placeholder: { value: { ready: 1, wanted: 1, reason: undefined } },
    image: { value: { reference: 'r.azurecr.io/a:1', configured: 'r.azurecr.io/a:1', age: undefined } },
    ...changes,
  };
}

/** A deployment with one entry, without problems. */
export function aSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    takenAt: NOW,
    where: {
      deployment: 'pipelines',
      release: undefined,
      organizationUrl: 'https://dev.azure.com/contoso',
      gitHubUrl: undefined,
      namespace: 'pipelines-agents',
      kedaNamespace: 'keda',
      context: 'aks-pipelines',
      commands: { restore: 'npm run deploy', keda: 'npm run deploy', doctor: 'npm run doctor' },
    },
    keda: { value: { ready: 1, wanted: 1 } },
    scaler: undefined,
    nodePools: { value: [{ name: 'system', ready: 1, notReady: 0, maximum: 3 }] },
    entries: [anEntry()],
    runnerPools: [],
    ...changes,
  };
}
