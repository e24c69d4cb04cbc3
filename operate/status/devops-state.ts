import { PLACEHOLDER } from '../../config/timings';
import type { Agent, Job, Listing } from '../../providers/contract/agent-service';
import { isEphemeral, isLeftBehind } from '../../providers/contract/reap-rule';
import type { AgentsState, QueueState } from './snapshot';

/** The queue as one entry sees it: the jobs that state all of its demands, which is how KEDA counts. */
export function queueState({ value, serverTime }: Listing<Job>, demands: readonly string[]): QueueState {
  const ours = value.filter((request) => !isFinished(request) && statesAll(request.demands ?? [], demands));
  const queued = ours.filter(({ receiveTime }) => receiveTime === undefined);
  const times = queued.flatMap(({ queueTime }) => queueTime ?? []);
  return {
    queued: queued.length,
    running: ours.length - queued.length,
    oldestQueuedAt: times.length === 0 ? undefined : Math.min(...times),
    serverTime,
  };
}

/** The agents of one entry, told by their names from those of other entries on the same agent pool. */
export function agentsState(
  { value, serverTime }: Listing<Agent>,
  { scaledJobName, placeholderName }: { readonly scaledJobName: string; readonly placeholderName: string },
  livePods: ReadonlySet<string>,
): AgentsState {
  const prefix = `${scaledJobName}-`;
  const rule = { prefix, placeholder: placeholderName, offlineMs: PLACEHOLDER.reapAfter.milliseconds };
  const ours = value.filter(({ name }) => isEphemeral(name, prefix));
  const busy = ours.filter(({ assignedRequest }) => assignedRequest);
  const free = ours.filter(({ assignedRequest }) => !assignedRequest);
  const placeholder = value.find(({ name }) => name.toLowerCase() === placeholderName.toLowerCase());
  return {
    busy: busy.length,
    idle: free.filter(({ status }) => status === 'online').length,
    offline: free.filter(({ status }) => status === 'offline').length,
    leftBehind: free
      .filter((agent) => serverTime !== undefined && isLeftBehind(agent, rule, serverTime) && !livePods.has(agent.name))
      .map(({ name }) => name),
    placeholder: placeholder === undefined ? 'absent' : placeholder.enabled ? 'enabled' : 'disabled',
  };
}

const isFinished = ({ result }: Job): boolean => result !== undefined && result !== null;

function statesAll(stated: readonly string[], wanted: readonly string[]): boolean {
  const known = new Set(stated.map((demand) => demand.toLowerCase()));
  return wanted.every((demand) => known.has(demand.toLowerCase()));
}
