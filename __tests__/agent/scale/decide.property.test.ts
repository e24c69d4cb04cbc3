import * as fc from 'fast-check';
import { decide } from '../../../agent/scale/decide';
import type { AgentFacts, EntryFacts, Situation } from '../../../agent/scale/facts';
import type { Decision } from '../../../agent/scale/plan';
import type { WaitingJob } from '../../../providers/contract/queue';

// The number against oracles that search all possibilities. Situations are small, so that this is possible, and without a fixed
// seed, because a decision has no luck in it.

const NAMES = ['small', 'medium', 'large'];
const NONE = Number.POSITIVE_INFINITY;

const entries = fc
  .tuple(
    ...NAMES.map((name) =>
      fc.record({
        name: fc.constant(name),
        maxAgents: fc.integer({ min: 1, max: 5 }),
        warm: fc.integer({ min: 0, max: 2 }),
        attempts: fc.constantFrom(0, 1, NONE, NONE, NONE),
        countsEnding: fc.boolean(),
      }),
    ),
  )
  .map((all): EntryFacts[] => all);

/** What an agent can be: on its way, busy, its container ended after the queue was read or before, its pod ended, or unable to start. */
const STATES = [
  { onItsWay: true, unfinished: true, ending: false, stuck: false },
  { onItsWay: false, unfinished: true, ending: false, stuck: false },
  { onItsWay: true, unfinished: true, ending: true, stuck: false },
  { onItsWay: false, unfinished: true, ending: true, stuck: false },
  { onItsWay: true, unfinished: false, ending: false, stuck: false },
  { onItsWay: false, unfinished: false, ending: false, stuck: false },
  { onItsWay: false, unfinished: true, ending: false, stuck: true },
];
const agents = fc
  .array(fc.record({ entry: fc.constantFrom(...NAMES), state: fc.constantFrom(...STATES), hasPod: fc.boolean() }), { maxLength: 6 })
  .map((all) =>
    all.map(({ entry, state, hasPod }, index): AgentFacts => ({ entry, name: hasPod ? `agent-${index}` : undefined, ...state })),
  );

const jobsFor = (all: readonly AgentFacts[]) =>
  fc
    .array(
      fc.record({
        fits: fc.subarray(NAMES, { minLength: 1 }),
        limited: fc.boolean(),
        assigned: fc.option(fc.nat({ max: Math.max(0, all.length - 1) }), { nil: undefined, freq: 4 }),
      }),
      { maxLength: 6 },
    )
    .map((jobs) =>
      jobs.map(({ fits, limited, assigned }, id): WaitingJob => {
        // The service assigns one job to an agent.
        const isFirst = jobs.findIndex((other) => other.assigned === assigned) === id;
        return { id, fits, limited, assignedTo: assigned !== undefined && isFirst ? all[assigned]?.name : undefined };
      }),
    );

const situations: fc.Arbitrary<Situation> = agents.chain((all) =>
  fc.record({ entries, agents: fc.constant(all), jobs: jobsFor(all), agentLimit: fc.constantFrom(0, 1, 2, 3, 5, NONE) }),
);

const check = (property: (situation: Situation, decisions: readonly Decision[]) => void, numRuns = 800) =>
  fc.assert(
    fc.property(situations, (situation) => property(situation, decide(situation))),
    { numRuns },
  );

const created = ({ forJobs, forWarm }: Decision): number => forJobs + forWarm;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const without = <T>(items: readonly T[], index: number): T[] => items.filter((_, at) => at !== index);

/** The jobs that no agent has been assigned to, and the agents that are free for them. */
function free({ jobs, agents: all }: Situation): { readonly jobs: readonly WaitingJob[]; readonly agents: readonly AgentFacts[] } {
  const agentOf = (job: WaitingJob) => all.find(({ name }) => name !== undefined && name === job.assignedTo);
  const isServed = (job: WaitingJob) => Boolean(agentOf(job)?.onItsWay || agentOf(job)?.unfinished);
  const taken = new Set(jobs.map(agentOf));
  return { jobs: jobs.filter((job) => !isServed(job)), agents: all.filter((agent) => agent.onItsWay && !taken.has(agent)) };
}

/** The most jobs that agents can take, by trying every pair. */
function mostTaken([job, ...others]: readonly WaitingJob[], agents: readonly AgentFacts[]): number {
  if (job === undefined) return 0;
  const taking = agents.map((agent, index) => (job.fits.includes(agent.entry) ? 1 + mostTaken(others, without(agents, index)) : 0));
  return Math.max(mostTaken(others, agents), ...taking);
}

/** Whether all of these jobs together can have an agent on its way. */
const allTaken = (jobs: readonly WaitingJob[], agents: readonly AgentFacts[]): boolean => mostTaken(jobs, agents) === jobs.length;

/** The jobs that get an agent on its way if each gets one whom those before it leave one. */
function takenInOrder(jobs: readonly WaitingJob[], agents: readonly AgentFacts[]): readonly WaitingJob[] {
  const taken: WaitingJob[] = [];
  for (const job of jobs) if (allTaken([...taken, job], agents)) taken.push(job);
  return taken;
}

describe('for every situation', () => {
  test('the answer is the unfinished Jobs and those to create, or 0', () => {
    check((_, decisions) => {
      for (const each of decisions) expect(each.answer).toBe(created(each) === 0 ? 0 : each.running + created(each));
    });
  });

  test('agents that are ending count as unfinished, unless their entry says otherwise', () => {
    check(({ entries: all, agents: every }, decisions) => {
      for (const { name, countsEnding } of all) {
        const counted = every.filter((agent) => agent.entry === name && agent.unfinished && (countsEnding || !agent.ending));
        expect(decisions.find(({ entry }) => entry === name)?.running).toBe(counted.length);
      }
    });
  });

  test('no entry exceeds its maximum or its attempts', () => {
    check(({ entries: all }, decisions) => {
      for (const { name, maxAgents, attempts } of all) {
        const decision = decisions.find(({ entry }) => entry === name);
        if (decision === undefined) throw new Error(`no decision for ${name}`);
        expect(created(decision)).toBeLessThanOrEqual(Math.max(0, Math.min(maxAgents - decision.running, attempts)));
      }
    });
  });

  test('no agents are created beyond the parallel jobs, except for jobs that do not count', () => {
    check((situation, decisions) => {
      const using = situation.agents.filter(({ unfinished, stuck }) => unfinished && !stuck).length;
      const unlimited = free(situation).jobs.filter(({ limited }) => !limited).length;
      expect(sum(decisions.map(created))).toBeLessThanOrEqual(Math.max(0, situation.agentLimit - using) + unlimited);
    });
  });

  test('as many jobs as possible are left to agents on their way, and each of the others is either served or held back', () => {
    check((situation, decisions) => {
      const { jobs, agents: takers } = free(situation);
      const others = jobs.length - mostTaken(jobs, takers);
      const heldBack = sum(decisions.flatMap((each) => Object.values(each.heldBack)));
      expect(sum(decisions.map(({ forJobs }) => forJobs)) + heldBack).toBe(others);
    });
  });

  test('exactly the warm agents are created that are missing, unless there is no room', () => {
    check((situation, decisions) => {
      const using = situation.agents.filter(({ unfinished, stuck }) => unfinished && !stuck).length + sum(decisions.map(created));
      for (const { entry, forWarm, forJobs, running, waiting, onTheirWay, heldBack } of decisions) {
        const { maxAgents = 0, attempts = 0, warm = 0 } = situation.entries.find(({ name }) => name === entry) ?? {};
        const matched = waiting - forJobs - sum(Object.values(heldBack));
        const missing = Math.max(0, warm - (onTheirWay - matched));
        const isFull = running + forJobs + forWarm >= maxAgents || forJobs + forWarm >= attempts || using >= situation.agentLimit;
        if (isFull) expect(forWarm).toBeLessThanOrEqual(missing);
        else expect(forWarm).toBe(missing);
      }
    });
  });

  test('the same situation has the same decision, in whatever order its agents are listed', () => {
    check((situation, decisions) => {
      expect(decide(situation)).toEqual(decisions);
      expect(decide({ ...situation, agents: situation.agents.toReversed() })).toEqual(decisions);
    });
  });
});

describe('the order of the queue', () => {
  const unlimited = (situation: Situation): Situation => ({
    ...situation,
    entries: situation.entries.map((each) => ({ ...each, attempts: NONE, warm: 0 })),
  });
  const heldBack = (decisions: readonly Decision[]) => sum(decisions.flatMap((each) => Object.values(each.heldBack)));

  test('a job at the end of the queue takes nothing from those before it', () => {
    check((situation) => {
      const before = { ...unlimited(situation), jobs: situation.jobs.slice(0, -1) };
      const [fewer, more] = [decide(before), decide(unlimited(situation))];
      const forJobs = (decisions: readonly Decision[]) => sum(decisions.map((each) => each.forJobs));
      expect(forJobs(more)).toBeGreaterThanOrEqual(forJobs(fewer));
      expect(heldBack(more)).toBeGreaterThanOrEqual(heldBack(fewer));
    });
  });

  test('a job is held back only if none of its entries has room after those before it, or no parallel job is left', () => {
    check((situation) => {
      const decisions = decide(unlimited(situation));
      const before = decide({ ...unlimited(situation), jobs: situation.jobs.slice(0, -1) });
      const [job] = situation.jobs.slice(-1);
      if (job === undefined || job.assignedTo !== undefined || heldBack(decisions) === heldBack(before)) return;
      const using = situation.agents.filter(({ unfinished, stuck }) => unfinished && !stuck).length + sum(before.map(created));
      const hasRoom = ({ name, maxAgents }: EntryFacts) => {
        const decision = before.find(({ entry }) => entry === name);
        return decision !== undefined && decision.running + created(decision) < maxAgents;
      };
      const rooms = situation.entries.filter((entry) => job.fits.includes(entry.name) && hasRoom(entry));
      expect(rooms.length === 0 || (job.limited && using >= situation.agentLimit)).toBe(true);
    });
  });

  test('the jobs that agents on their way take are those which come first', () => {
    check((situation) => {
      // Without room, exactly the jobs are held back that no agent on its way takes. Each prefix of the queue shows it for one job.
      const full: Situation = { ...situation, entries: situation.entries.map((each) => ({ ...each, maxAgents: 0, warm: 0 })) };
      for (const [index] of situation.jobs.entries()) {
        const prefix = { ...full, jobs: situation.jobs.slice(0, index + 1) };
        const { jobs, agents: takers } = free(prefix);
        expect(heldBack(decide(prefix))).toBe(jobs.length - takenInOrder(jobs, takers).length);
      }
    }, 500);
  });

  test('jobs of the same kind may change places', () => {
    const alike = situations.map((situation) => ({
      ...situation,
      jobs: situation.jobs.map((job) => ({ ...job, fits: ['small'], limited: true, assignedTo: undefined })),
    }));
    fc.assert(
      fc.property(alike, (situation) => expect(decide({ ...situation, jobs: situation.jobs.toReversed() })).toEqual(decide(situation))),
    );
  });
});
