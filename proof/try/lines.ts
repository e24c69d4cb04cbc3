import type { JobState, PodState, Snapshot } from './snapshot';

export const NOTHING_YET: Snapshot = { pods: new Map(), jobs: new Map() };

const POD_TEXTS: Readonly<Record<PodState, string>> = {
  starting: 'starts',
  running: 'has a job',
  ending: 'is ending',
  finished: 'has finished',
  failed: 'has failed',
  deleted: 'is deleted',
};

/** One line for each pod and each job that has changed. Jobs that were queued together share a line. */
export function changesBetween(before: Snapshot, after: Snapshot): readonly string[] {
  const pods = [...after.pods].filter(([name, state]) => before.pods.get(name) !== state);
  const queued = [...after.jobs.keys()].filter((number) => !before.jobs.has(number));
  const changed = [...after.jobs].filter(([number, { state }]) => state !== 'waiting' && before.jobs.get(number)?.state !== state);
  return [
    ...(queued.length === 0 ? [] : [queuedLine(queued)]),
    ...changed.map(([number, job]) => `job #${number} ${jobText(job)}`),
    ...pods.map(([name, state]) => `pod ${name} ${POD_TEXTS[state]}`),
  ];
}

const queuedLine = (numbers: readonly number[]): string =>
  numbers.length === 1 ? `job #${numbers[0]} is queued` : `jobs #${numbers[0]} to #${numbers.at(-1)} are queued`;

function jobText({ state, agent, result, waitedSeconds, ranSeconds }: JobState): string {
  if (state === 'running') return `runs on ${agent} after a wait of ${waitedSeconds} s`;
  return agent === '' ? `is over: ${result}` : `is over: ${result} on ${agent} after ${ranSeconds} s`;
}

/** The line that a terminal shows below all others. */
export function statusLine({ pods, jobs }: Snapshot): string {
  const podsIn = (state: PodState) => [...pods.values()].filter((each) => each === state).length;
  const jobsIn = (state: JobState['state']) => [...jobs.values()].filter((job) => job.state === state).length;
  return [
    `jobs: ${jobsIn('waiting')} wait, ${jobsIn('running')} run, ${jobsIn('over')} over`,
    `agent pods: ${podsIn('starting')} start, ${podsIn('running')} run`,
    'q: ten jobs, Ctrl-C: end',
  ].join(' | ');
}
