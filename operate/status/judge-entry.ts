import { duration } from './duration';
import { podProblems } from './judge-pods';
import type { Problem } from './problem';
import type { EntryState, Snapshot, Where } from './snapshot';

/** A queued job waits for a poll, a node and an image; longer than this is no start any more. */
const WAIT_MS = 10 * 60_000;
/** Polls without a pod after which KEDA is not just late. */
const POLLS = 6;

type Rule = (entry: EntryState, where: Where, snapshot: Snapshot) => readonly Problem[];

/** What is wrong with one entry. */
export function entryProblems(entry: EntryState, snapshot: Snapshot): readonly Problem[] {
  const rules: readonly Rule[] = [scaledJob, placeholder, podProblems, queue, leftBehind];
  return rules.flatMap((rule) => rule(entry, snapshot.where, snapshot));
}

const scaledJob: Rule = ({ scaledJob: part, scaledJobName, name }, { namespace, context }) => {
  if ('missing' in part) return [];
  if (part.value === undefined)
    return [{ text: `${name}: ScaledJob ${scaledJobName} is not there: no job gets an agent`, command: 'npm run deploy' }];
  const { conditions, isPaused } = part.value;
  const command = `kubectl describe scaledjob ${scaledJobName} --namespace ${namespace} --context ${context}`;
  const paused = { text: `${name}: the ScaledJob is paused: no job gets an agent`, command };
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (isPaused) return [paused];
  if (ready === undefined) return [{ text: `${name}: KEDA has not looked at the ScaledJob yet`, command }];
  if (ready.status === 'True') return [];
  return [{ text: `${name}: the ScaledJob is not ready: ${ready.reason}: ${ready.message}`, command }];
};

const placeholder: Rule = ({ name, placeholder: deployed, agents, placeholderName, pool }, { namespace, context }) => {
  const command = `kubectl describe deployment ${placeholderName} --namespace ${namespace} --context ${context}`;
  const logs = `kubectl logs deployment/${placeholderName} --namespace ${namespace} --context ${context}`;
  const problems: Problem[] = [];
  if ('value' in deployed) {
    if (deployed.value === undefined) problems.push({ text: `${name}: the placeholder is not deployed`, command: 'npm run deploy' });
    else if (deployed.value.wanted === 0) problems.push({ text: `${name}: the placeholder is scaled to 0`, command });
    else if (deployed.value.ready === 0) {
      const { reason } = deployed.value;
      problems.push({
        text: `${name}: the placeholder's pod is not ready${reason === undefined ? '' : `: ${reason}`}`,
        command: reason === undefined ? logs : command,
      });
    }
  }
  if ('value' in agents && agents.value.placeholder === 'absent')
    problems.push({ text: `${name}: agent ${placeholderName} is not registered in agent pool ${pool}: jobs fail at once`, command: logs });
  if ('value' in agents && agents.value.placeholder === 'enabled')
    problems.push({ text: `${name}: agent ${placeholderName} is enabled: it may be given a job that it never runs`, command: logs });
  return problems;
};

const queue: Rule = ({ name, queue: part, pods, maxAgents, pollingSeconds, scaledJobName }, { namespace, context }) => {
  if ('missing' in part) return [];
  const { queued, oldestQueuedAt, serverTime } = part.value;
  if (queued === 0 || oldestQueuedAt === undefined || serverTime === undefined) return [];
  const waited = serverTime - oldestQueuedAt;
  const unfinished = 'missing' in pods ? undefined : pods.value.filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed');
  if (unfinished !== undefined && unfinished.length >= maxAgents)
    return [{ text: `${name}: all ${maxAgents} places are taken and ${jobs(queued)} (maxAgents)`, command: 'npm run doctor' }];
  const events = `kubectl describe scaledjob ${scaledJobName} --namespace ${namespace} --context ${context}`;
  const onTheirWay = unfinished?.filter(({ isTaken }) => !isTaken).length;
  if (onTheirWay === 0 && waited > POLLS * pollingSeconds * 1000)
    return [
      {
        text: `${name}: ${jobs(queued)}, since ${duration(waited)}, and KEDA has made no pod for ${queued === 1 ? 'it' : 'them'}`,
        command: events,
      },
    ];
  if (waited > WAIT_MS) return [{ text: `${name}: ${jobs(queued)}, the oldest since ${duration(waited)}`, command: events }];
  return [];
};

const jobs = (count: number): string => (count === 1 ? '1 job waits' : `${count} jobs wait`);

const leftBehind: Rule = ({ name, agents, placeholderName }, { namespace, context }) => {
  if ('missing' in agents || agents.value.leftBehind.length === 0) return [];
  const { leftBehind: names } = agents.value;
  const [first = ''] = names;
  const who = names.length === 1 ? `agent ${first} is` : `${names.length} agents are`;
  return [
    {
      text: `${name}: ${who} offline and without a pod, and the placeholder has not deleted ${names.length === 1 ? 'it' : 'them'}`,
      command: `kubectl logs deployment/${placeholderName} --namespace ${namespace} --context ${context}`,
    },
  ];
};
