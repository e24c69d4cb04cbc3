import type { AgentPoolRef } from '../../providers/contract/agent-service';
import type { Call } from '../../providers/contract/call';
import type { QueueSource } from '../../providers/contract/queue';
import { ParallelJobsReader } from '../azure-pipelines/parallel-jobs-reader';
import { QueueReader } from '../azure-pipelines/queue-reader';
import { organizationClient, queueClient } from '../azure-pipelines/service';
import { tokenSource } from '../azure-pipelines/token';
import { withSignInFaults } from '../azure-pipelines/token-faults';
import type { Runtime } from '../process/runtime';
import type { ScaleSettings } from '../settings/scale-settings';
import type { ScalerEntry } from '../settings/scaler-entry';
import { AgentTracker } from './agent-tracker';
import { DecisionLog } from './decision-log';
import { KubernetesView } from './kubernetes-view';
import { ParallelJobs } from './parallel-jobs';
import { PollInterval } from './poll-interval';
import { Queues } from './queues';
import { Rounds } from './round';
import { Scaler } from './scaler';
import { ScalerMetrics } from './scaler-metrics';
import { StuckJobs } from './stuck-jobs';

export interface Assembly {
  readonly scaler: Scaler;
  readonly rounds: Rounds;
  readonly view: KubernetesView;
  readonly metrics: ScalerMetrics;
}

/** Creates and connects the parts of "scale". */
export function assemble(settings: ScaleSettings, { clock, log }: Runtime): Assembly {
  const { entries, image, kubernetes, url, auth } = settings;
  const names = entries.map(({ name }) => name);
  const metrics = new ScalerMetrics(names);
  const interval = new PollInterval(settings.pollMs);
  const onCall = (call: Call) => {
    metrics.countCall(call);
    interval.note(call);
  };
  const connection = { url, token: withSignInFaults(tokenSource(auth, log)), onCall };
  const client = queueClient(connection);
  const sources = agentPoolsOf(entries).map(({ pool, entries }): QueueSource => new QueueReader({ client, clock, pool, entries }));
  const queues = new Queues(sources, interval, clock);
  const tracker = new AgentTracker(() => clock.now());
  const parallelJobs = new ParallelJobs(settings.parallelJobs, new ParallelJobsReader(organizationClient(connection), names), clock);
  const view = new KubernetesView(kubernetes, tracker, log);
  const scaler = new Scaler({ entries, image, queues, tracker, parallelJobs, clock, wallTime: Date.now });
  const decisionLog = new DecisionLog(log, clock);
  const stuckJobs = new StuckJobs({ scaler, view, log });
  const rounds = new Rounds({ scaler, queues, interval, parallelJobs, view, stuckJobs, tracker, metrics, decisionLog, clock, log });
  return { scaler, rounds, view, metrics };
}

/** The agent pools, each once, with their entries. Names are compared without regard to case, as the REST API does. */
function agentPoolsOf(entries: readonly ScalerEntry[]): readonly { pool: AgentPoolRef; entries: readonly ScalerEntry[] }[] {
  const keyOf = ({ pool }: ScalerEntry) => ('id' in pool ? `id ${pool.id}` : `name ${pool.name.toLowerCase()}`);
  const groups = new Map<string, ScalerEntry[]>();
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return [...groups.values()].flatMap((group) => (group[0] === undefined ? [] : [{ pool: group[0].pool, entries: group }]));
}
