import type { AgentPoolRef } from '../../providers/contract/agent-service';
import type { Call } from '../../providers/contract/call';
import type { ParallelJobsSource, QueueSource } from '../../providers/contract/queue';
import { ParallelJobsReader } from '../azure-pipelines/parallel-jobs-reader';
import { QueueReader } from '../azure-pipelines/queue-reader';
import { organizationClient, queueClient } from '../azure-pipelines/service';
import { tokenSource } from '../azure-pipelines/token';
import { withSignInFaults } from '../azure-pipelines/token-faults';
import type { Runtime } from '../process/runtime';
import type { AgentPoolsSettings } from '../settings/scale-settings';
import type { AgentPoolEntry } from '../settings/scaler-entry';
import { ParallelJobs } from './parallel-jobs';
import type { PollInterval } from './poll-interval';
import { Queues } from './queues';

export interface QueueInputs {
  readonly interval: PollInterval;
  readonly onCall: (call: Call) => void;
}

/** Creates what reads the queues of agent pools. @param settings undefined without agent pools: then nothing is read */
export function assembleQueues(
  settings: AgentPoolsSettings | undefined,
  { interval, onCall }: QueueInputs,
  { clock, log }: Pick<Runtime, 'clock' | 'log'>,
): { readonly queues: Queues; readonly parallelJobs: ParallelJobs } {
  if (settings === undefined)
    return { queues: new Queues([], interval, clock), parallelJobs: new ParallelJobs('unlimited', NOTHING, clock) };
  const { url, auth, entries } = settings;
  const connection = { url, token: withSignInFaults(tokenSource(auth, log)), onCall };
  const client = queueClient(connection);
  const sources = agentPoolsOf(entries).map(({ pool, entries }): QueueSource => new QueueReader({ client, clock, pool, entries }));
  const names = entries.map(({ name }) => name);
  const parallelJobs = new ParallelJobs(settings.parallelJobs, new ParallelJobsReader(organizationClient(connection), names), clock);
  return { queues: new Queues(sources, interval, clock), parallelJobs };
}

const NOTHING: ParallelJobsSource = { read: async () => ({ bought: undefined, others: 0 }) };

/** The agent pools, each once, with their entries. Names are compared without regard to case, as the REST API does. */
function agentPoolsOf(entries: readonly AgentPoolEntry[]): readonly { pool: AgentPoolRef; entries: readonly AgentPoolEntry[] }[] {
  const keyOf = ({ pool }: AgentPoolEntry) => ('id' in pool ? `id ${pool.id}` : `name ${pool.name.toLowerCase()}`);
  const groups = new Map<string, AgentPoolEntry[]>();
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return [...groups.values()].flatMap((group) => (group[0] === undefined ? [] : [{ pool: group[0].pool, entries: group }]));
}
