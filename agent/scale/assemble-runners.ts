import { hostname } from 'node:os';
import type { Registry } from 'prom-client';
import { ScaleSets } from '../github/scale/scale-sets';
import { gitHubService } from '../github/service';
import type { KubernetesApi } from '../kubernetes/kubernetes-api';
import { livePods } from '../kubernetes/live-pods';
import type { Runtime } from '../process/runtime';
import type { RunnerPoolsSettings } from '../settings/scale-settings';
import type { AgentTracker } from './agent-tracker';
import { RunnerDemand } from './runner-demand';
import { RunnerMetrics } from './runner-metrics';

export interface RunnerInputs {
  readonly tracker: AgentTracker;
  readonly kubernetes: KubernetesApi;
  readonly registry: Registry;
}

export interface RunnerAssembly {
  readonly demand: RunnerDemand;
  readonly metrics: RunnerMetrics;
  readonly scaleSets: ScaleSets;
}

/** Creates what counts the jobs of runner pools. */
export function assembleRunners(
  { gitHub, entries, image, reapAfterMs, tokenExpiresAt }: RunnerPoolsSettings,
  { tracker, kubernetes, registry }: RunnerInputs,
  { clock, log }: Pick<Runtime, 'clock' | 'log'>,
): RunnerAssembly {
  const names = entries.map(({ name }) => name);
  const metrics = new RunnerMetrics(registry, names);
  if (tokenExpiresAt !== undefined) metrics.showTokenExpiry(tokenExpiresAt);
  const demand = new RunnerDemand({ entries, image, tracker, clock });
  const scaleSets = new ScaleSets(
    {
      client: gitHubService({ gitHub, log, onCall: metrics.countCall }),
      entries,
      owner: hostname(),
      sink: demand,
      askedAt: (entry) => demand.askedAt(entry),
      onConflict: metrics.countConflict,
      onReaped: metrics.countReaped,
      reapAfterMs,
      livePods: () => livePods(kubernetes),
    },
    { clock, log },
  );
  return { demand, metrics, scaleSets };
}
