import { type JobHolder, waitingCount } from '../../../agent/scale/waiting-count';
import { SCALE_SET } from '../../../config/timings';

const COUNTED = 100_000;
const LATE = SCALE_SET.lateEvent.milliseconds;

/** An agent that has not started. */
const agent = (changes: Partial<JobHolder> = {}): JobHolder => ({
  received: false,
  done: false,
  started: false,
  overAt: undefined,
  ...changes,
});
const active = agent({ started: true, received: true });
const endedAt = (overAt: number, changes: Partial<JobHolder> = {}) => agent({ started: true, overAt, ...changes });

const waiting = (assigned: number, running: number, agents: readonly JobHolder[], now = COUNTED) =>
  waitingCount({ assigned, running }, COUNTED, agents, now);

test('agents without a job are not subtracted: each covers a waiting job, if it takes any', () => {
  expect(waiting(3, 0, [agent(), agent({ started: true })])).toBe(3);
});

test('an agent with a job has one of the assigned jobs', () => {
  expect(waiting(3, 1, [active, agent()])).toBe(2);
  expect(waiting(1, 1, [active])).toBe(0);
});

test('it makes no difference when it becomes known that an agent has its job: what it covers is the same', () => {
  const sum = (agents: readonly JobHolder[]) =>
    waiting(3, 1, agents) - agents.filter(({ received, overAt }) => !received && !overAt).length;
  expect(sum([agent({ started: true }), agent()])).toBe(sum([active, agent()]));
});

test('more agents have jobs than the service counts: then none waits', () => {
  expect(waiting(1, 1, [active, active])).toBe(0);
});

describe('running jobs that no known agent can have', () => {
  test('are lost or of others: a new agent would not get them', () => {
    expect(waiting(2, 1, [])).toBe(1);
    expect(waiting(4, 3, [active, agent()])).toBe(1);
  });

  test('may be those of agents that have started, as long as it is not known whether these have a job', () => {
    expect(waiting(2, 1, [agent({ started: true })])).toBe(2);
  });
});

describe('an agent whose job has ended by what the service says', () => {
  const done = { received: true, done: true };
  test.each([
    ['and that has not ended', agent({ ...done, started: true })],
    ['and that ended after the count', endedAt(COUNTED + 1, done)],
    ['and that ended before the count', endedAt(COUNTED - 1, done)],
  ])('%s has none of the counted jobs', (_, each) => {
    expect(waiting(2, 0, [each], COUNTED + 1)).toBe(2);
  });
});

describe('an agent that ended after the count', () => {
  const overAt = COUNTED + 5_000;

  test('may have had one of the counted jobs, also if no event says so yet', () => {
    expect(waiting(2, 0, [endedAt(overAt)], overAt)).toBe(1);
    expect(waiting(2, 1, [endedAt(overAt, { received: true })], overAt)).toBe(1);
  });

  test('counts without an event for a minute, and after that its job waits', () => {
    expect(waiting(1, 0, [endedAt(overAt)], overAt + LATE)).toBe(0);
    expect(waiting(1, 0, [endedAt(overAt)], overAt + LATE + 1)).toBe(1);
  });

  test('whose container never started had no job: its job needs another agent immediately', () => {
    expect(waiting(1, 0, [agent({ overAt })], overAt)).toBe(1);
  });
});

describe('an agent that ended with a job before the count', () => {
  const lost = endedAt(COUNTED - 5_000, { received: true });

  test('has ended as usual if the service counts no running job for it', () => {
    expect(waiting(1, 0, [lost])).toBe(1);
    expect(waiting(2, 1, [lost, active])).toBe(1);
  });

  test('was lost if the service counts its job as running: another agent would not get it', () => {
    expect(waiting(1, 1, [lost])).toBe(0);
    expect(waiting(3, 2, [lost, active])).toBe(1);
    expect(waiting(1, 1, [lost], COUNTED + 10 * LATE)).toBe(0);
  });

  test('one that ended after the count is found lost too, when its minute is over', () => {
    const later = endedAt(COUNTED + 5_000, { received: true });
    expect(waiting(2, 1, [later], COUNTED + 5_000 + LATE + 1)).toBe(1);
  });

  test('of several, as many are lost as running jobs have no agent', () => {
    expect(waiting(4, 2, [lost, lost, lost, active])).toBe(2);
  });

  test('without a job it has none of the counted jobs', () => {
    expect(waiting(1, 0, [endedAt(COUNTED - 1)])).toBe(1);
  });
});
