import type { Circumstances } from './circumstances';
import { durationText } from './duration-text';
import { podProblems } from './judge-pods';
import { heldBackProblems } from './judge-scaler';
import { valueOr } from './part';
import type { Problem } from './problem';
import type { EntryState, Where } from './snapshot';

/** After this many polls of KEDA, a missing pod is a problem. Before, KEDA may only be late. */
export const POLLS_WITHOUT_POD = 6;

type Rule = (entry: EntryState, circumstances: Circumstances) => readonly Problem[];

/** What is wrong with one entry. */
export function entryProblems(entry: EntryState, circumstances: Circumstances): readonly Problem[] {
  const rules: readonly Rule[] = [scaledJob, placeholder, placeholderAgent, podProblems, queue, leftBehind];
  return rules.flatMap((rule) => rule(entry, circumstances));
}

const scaledJob: Rule = (entry, { where }) => scaledJobProblems(entry, where);

/** What is wrong with the ScaledJob of an entry of either list. @param what its jobs need */
export function scaledJobProblems(
  { scaledJob: part, scaledJobName, name }: Pick<EntryState, 'scaledJob' | 'scaledJobName' | 'name'>,
  where: Where,
  what = 'an agent',
): readonly Problem[] {
  if ('missing' in part) return [];
  if (part.value === undefined)
    return [{ text: `${name}: ScaledJob ${scaledJobName} does not exist: no job gets ${what}`, command: where.commands.restore }];
  const { conditions, isPaused } = part.value;
  const command = describeScaledJob(scaledJobName, where);
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (isPaused) return [{ text: `${name}: the ScaledJob is paused: no job gets ${what}`, command }];
  if (ready === undefined) return [{ text: `${name}: KEDA has not reconciled the ScaledJob yet`, command }];
  if (ready.status === 'True') return [];
  return [{ text: `${name}: the ScaledJob is not ready: ${ready.reason}: ${ready.message}`, command }];
}

const placeholder: Rule = ({ name, placeholder: deployed, placeholderName }, { where }) => {
  if ('missing' in deployed) return [];
  const command = `kubectl describe deployment ${placeholderName} ${flags(where)}`;
  if (deployed.value === undefined) return [{ text: `${name}: the placeholder is not deployed`, command: where.commands.restore }];
  const { wanted, ready, reason } = deployed.value;
  if (wanted === 0) return [{ text: `${name}: the placeholder is scaled to 0`, command }];
  if (ready > 0) return [];
  if (reason === undefined) return [{ text: `${name}: the placeholder's pod is not ready`, command: logs(placeholderName, where) }];
  return [{ text: `${name}: the placeholder's pod is not ready: ${reason}`, command }];
};

const placeholderAgent: Rule = ({ name, agents, placeholderName, pool }, { where }) => {
  if ('missing' in agents || agents.value.placeholder === 'disabled') return [];
  const what =
    agents.value.placeholder === 'absent'
      ? `is not registered in agent pool ${pool}: jobs fail immediately`
      : 'is enabled: it may be given a job that it never runs';
  return [{ text: `${name}: agent ${placeholderName} ${what}`, command: logs(placeholderName, where) }];
};

const queue: Rule = (entry, circumstances) => {
  const held = heldBackProblems({ ...entry, most: `maxAgents (${entry.maxAgents})` }, circumstances.where);
  // That jobs wait follows from what holds them back.
  return held.length > 0 ? held : waitingProblems(entry, circumstances);
};

const waitingProblems: Rule = (entry, { where, limits }) => {
  const { name, queue: part, pods, maxAgents, pollingSeconds, scaledJobName } = entry;
  if ('missing' in part) return [];
  const { queued, oldestQueuedAt, serverTime } = part.value;
  if (queued === 0 || oldestQueuedAt === undefined || serverTime === undefined) return [];
  const waited = serverTime - oldestQueuedAt;
  const unfinished = 'missing' in pods ? undefined : pods.value.filter(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed');
  if (unfinished !== undefined && unfinished.length >= maxAgents)
    return [{ text: `${name}: ${waiting(queued)}, and maxAgents (${maxAgents}) is reached`, command: where.commands.doctor }];
  const command = describeScaledJob(scaledJobName, where);
  const onTheirWay = decisionOf(entry)?.onTheirWay ?? unfinished?.filter(({ isTaken }) => !isTaken).length;
  const since = `${waiting(queued)}, ${queued === 1 ? '' : 'the oldest '}for ${durationText(waited)}`;
  if (onTheirWay === 0 && waited > POLLS_WITHOUT_POD * pollingSeconds * 1000)
    return [{ text: `${name}: ${since}, and KEDA has created no pod for ${queued === 1 ? 'it' : 'them'}`, command }];
  return waited > limits.queue.milliseconds ? [{ text: `${name}: ${since}`, command }] : [];
};

const decisionOf = ({ scaler }: EntryState) => (scaler === undefined ? undefined : valueOr(scaler, undefined));

const waiting = (count: number): string => (count === 1 ? '1 job waits' : `${count} jobs wait`);

const leftBehind: Rule = ({ name, agents, placeholderName }, { where }) => {
  if ('missing' in agents || agents.value.leftBehind.length === 0) return [];
  const { leftBehind: names } = agents.value;
  const [first = ''] = names;
  const which = names.length === 1 ? `agent ${first} is` : `${names.length} agents are`;
  return [
    {
      text: `${name}: ${which} offline and without a pod, and the placeholder has not deleted ${names.length === 1 ? 'it' : 'them'}`,
      command: logs(placeholderName, where),
    },
  ];
};

const flags = ({ namespace, context }: Where): string => `--namespace ${namespace} --context ${context}`;

/** The command that shows the events of a ScaledJob. */
export const describeScaledJob = (name: string, where: Where): string => `kubectl describe scaledjob ${name} ${flags(where)}`;

const logs = (deployment: string, where: Where): string => `kubectl logs deployment/${deployment} ${flags(where)}`;
