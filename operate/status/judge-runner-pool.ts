import { POLLING } from '../../config/timings';
import { scalerLogCommand } from '../lib/scaler-log';
import type { Circumstances } from './circumstances';
import { describeScaledJob, POLLS_WITHOUT_POD, scaledJobProblems } from './judge-entry';
import { podProblems } from './judge-pods';
import { heldBackProblems } from './judge-scaler';
import type { Problem } from './problem';
import type { RunnerPoolState, Where } from './snapshot';

type Rule = (entry: RunnerPoolState, circumstances: Pick<Circumstances, 'where' | 'takenAt'>) => readonly Problem[];

/** What is wrong with one runner pool. */
export const runnerPoolProblems: Rule = (entry, circumstances) => {
  const rules: readonly Rule[] = [scaledJob, session, podProblems, queue, leftBehind];
  return rules.flatMap((rule) => rule(entry, circumstances));
};

const scaledJob: Rule = (entry, { where }) => scaledJobProblems(entry, where, 'a runner');

/** The session of its scale set: without it, nobody knows how many jobs wait. */
const session: Rule = ({ name, session: part }, { where }) => {
  if ('missing' in part || part.value.heldBy !== undefined) return [];
  const text = part.value.isOpenElsewhere
    ? 'another session of the scale set is open, and no replica of the scaler has it: no job gets a runner until it ends'
    : 'no replica of the scaler has the session of the scale set: no job gets a runner';
  return [{ text: `${name}: ${text}`, command: logs(where) }];
};

const queue: Rule = (entry, { where, takenAt }) => {
  const held = heldBackProblems({ ...entry, most: `maxRunners (${entry.maxRunners})` }, where);
  if (held.length > 0 || 'missing' in entry.scaler || entry.scaler.value === undefined) return held;
  const { create, waiting, loggedAt } = entry.scaler.value;
  // The scaler logs a decision when it changes, so this one has held since then.
  const isLate = takenAt - loggedAt > POLLS_WITHOUT_POD * POLLING.scaler.milliseconds;
  if (create === 0 || waiting === 0 || !isLate) return [];
  const jobs = waiting === 1 ? '1 job waits' : `${waiting} jobs wait`;
  return [
    {
      text: `${entry.name}: ${jobs}, and KEDA has not created the pods that the scaler asks for`,
      command: describeScaledJob(entry.scaledJobName, where),
    },
  ];
};

const leftBehind: Rule = ({ name, runners }, { where }) => {
  if (runners === undefined || 'missing' in runners || runners.value.leftBehind.length === 0) return [];
  const [first = '', ...others] = runners.value.leftBehind;
  const which = others.length === 0 ? `runner ${first} is` : `${others.length + 1} runners are`;
  return [
    {
      text: `${name}: ${which} offline and without a pod, and the scaler has not removed ${others.length === 0 ? 'it' : 'them'} yet`,
      command: logs(where),
    },
  ];
};

const logs = ({ namespace, context }: Where): string => scalerLogCommand(`--all-pods --namespace ${namespace} --context ${context}`);
