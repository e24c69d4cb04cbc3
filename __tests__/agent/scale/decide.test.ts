import { decide } from '../../../agent/scale/decide';
import type { AgentFacts, EntryFacts, Situation } from '../../../agent/scale/facts';
import type { WaitingJob } from '../../../providers/contract/queue';

const entry = (changes: Partial<EntryFacts> = {}): EntryFacts => ({
  name: 'linux',
  maxAgents: 10,
  warm: 0,
  attempts: Number.POSITIVE_INFINITY,
  countsEnding: true,
  ...changes,
});
const jobs = (count: number, changes: Partial<WaitingJob> = {}): WaitingJob[] =>
  Array.from({ length: count }, (_, id) => ({ id, fits: ['linux'], assignedTo: undefined, limited: true, ...changes }));
const agents = (count: number, changes: Partial<AgentFacts> = {}): AgentFacts[] =>
  Array.from({ length: count }, () => ({
    entry: 'linux',
    name: undefined,
    onItsWay: true,
    unfinished: true,
    ending: false,
    stuck: false,
    ...changes,
  }));
const busy = { onItsWay: false };

const decideOne = (changes: Partial<Situation>) =>
  decide({ entries: [entry()], jobs: [], agents: [], agentLimit: Number.POSITIVE_INFINITY, ...changes })[0];

describe('the number of Jobs', () => {
  test('is 0 without jobs', () => {
    expect(decideOne({ agents: agents(3) })?.answer).toBe(0);
  });

  test('is one for each waiting job', () => {
    expect(decideOne({ jobs: jobs(3) })).toMatchObject({ waiting: 3, forJobs: 3, answer: 3 });
  });

  test('does not include jobs that an agent on its way can take', () => {
    expect(decideOne({ jobs: jobs(3), agents: agents(2) })).toMatchObject({ forJobs: 1, answer: 3 });
  });

  test('includes the agents that run jobs, because KEDA subtracts them', () => {
    expect(decideOne({ jobs: jobs(2), agents: agents(4, busy) })).toMatchObject({ forJobs: 2, answer: 6 });
  });

  test('counts an agent that ended after the queue was read as on its way, because it may have taken a job', () => {
    expect(decideOne({ jobs: jobs(1), agents: agents(1, { unfinished: false }) })?.answer).toBe(0);
  });

  test('does not count a pod that cannot start as on its way', () => {
    expect(decideOne({ jobs: jobs(1), agents: agents(1, { onItsWay: false, stuck: true }) })?.answer).toBe(2);
  });

  test('is never above the maximum', () => {
    const decision = decideOne({ jobs: jobs(9), agents: agents(7, busy) });
    expect(decision).toMatchObject({ forJobs: 3, answer: 10, heldBack: { maximum: 6 } });
  });

  test('is never above the parallel jobs', () => {
    const decision = decideOne({ jobs: jobs(9), agents: agents(1, busy), agentLimit: 3 });
    expect(decision).toMatchObject({ forJobs: 2, answer: 3, heldBack: { 'parallel-jobs': 7 } });
  });

  test('is not limited by parallel jobs for jobs that do not count', () => {
    expect(decideOne({ jobs: jobs(4, { limited: false }), agentLimit: 1 })?.forJobs).toBe(4);
  });

  test('is limited while pods cannot start', () => {
    const decision = decideOne({ entries: [entry({ attempts: 1 })], jobs: jobs(4) });
    expect(decision).toMatchObject({ forJobs: 1, heldBack: { 'cannot-start': 3 } });
  });
});

describe('warm agents', () => {
  const warm = [entry({ warm: 2 })];

  test('are created without jobs', () => {
    expect(decideOne({ entries: warm })).toMatchObject({ forWarm: 2, answer: 2 });
  });

  test('are beyond the queue', () => {
    expect(decideOne({ entries: warm, jobs: jobs(3), agents: agents(2) })).toMatchObject({ forJobs: 1, forWarm: 2, answer: 5 });
  });

  test('are replaced when they have a job', () => {
    expect(decideOne({ entries: warm, agents: [...agents(1), ...agents(1, busy)] })).toMatchObject({ forWarm: 1, answer: 3 });
  });

  test('come after jobs if there is too little room', () => {
    expect(decideOne({ entries: [entry({ warm: 5, maxAgents: 4 })], jobs: jobs(3) })).toMatchObject({ forJobs: 3, forWarm: 1 });
    expect(decideOne({ entries: warm, jobs: jobs(1), agentLimit: 2 })).toMatchObject({ forJobs: 1, forWarm: 1 });
  });
});

describe('several entries', () => {
  const two = [entry({ name: 'small' }), entry({ name: 'large' })];
  const any = { fits: ['small', 'large'] };
  const answers = (changes: Partial<Situation>) =>
    Object.fromEntries(
      decide({ entries: two, jobs: [], agents: [], agentLimit: Number.POSITIVE_INFINITY, ...changes }).map((each) => [
        each.entry,
        each.forJobs,
      ]),
    );

  test('the first one that fits makes the agent', () => {
    expect(answers({ jobs: [...jobs(2, any), ...jobs(1, { fits: ['large'] })] })).toEqual({ small: 2, large: 1 });
  });

  test('the next one helps if the first is at its maximum', () => {
    const entries = [entry({ name: 'small', maxAgents: 1 }), entry({ name: 'large' })];
    expect(answers({ entries, jobs: jobs(3, any) })).toEqual({ small: 1, large: 2 });
  });

  test('an agent on its way is kept for the job that only it can take', () => {
    const [first, second] = [...jobs(1, { ...any, id: 1 }), ...jobs(1, { fits: ['large'], id: 2 })];
    const onTheirWay = [...agents(1, { entry: 'small' }), ...agents(1, { entry: 'large' })];
    expect(answers({ jobs: [first, second].flatMap((each) => each ?? []), agents: onTheirWay })).toEqual({ small: 0, large: 0 });
    expect(answers({ jobs: jobs(2, any), agents: agents(2, { entry: 'large' }) })).toEqual({ small: 0, large: 0 });
  });

  test('the oldest job gets the last parallel job', () => {
    const mixed = [...jobs(1, { fits: ['large'] }), ...jobs(1, { fits: ['small'] })];
    expect(answers({ jobs: mixed, agentLimit: 1 })).toEqual({ small: 0, large: 1 });
  });
});

describe('a job that is assigned', () => {
  const assigned = jobs(1, { assignedTo: 'linux-a' });

  test('needs no agent, and its agent is not free for another', () => {
    const its = agents(1, { name: 'linux-a' });
    expect(decideOne({ jobs: assigned, agents: its })).toMatchObject({ waiting: 1, answer: 0 });
    expect(decideOne({ jobs: [...assigned, ...jobs(1)], agents: its })).toMatchObject({ forJobs: 1 });
  });

  test('needs an agent if its agent has ended', () => {
    expect(decideOne({ jobs: assigned, agents: agents(1, { name: 'linux-a', onItsWay: false, unfinished: false }) })?.forJobs).toBe(1);
    expect(decideOne({ jobs: assigned })?.forJobs).toBe(1);
  });
});
