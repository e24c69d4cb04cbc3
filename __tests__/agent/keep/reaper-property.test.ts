import fc from 'fast-check';
import { Reaper, type ReaperInputs } from '../../../agent/keep/reaper';
import { createLog } from '../../../agent/log';
import type { AgentRef } from '../../../azure-devops/client';
import type { Agent } from '../../../azure-devops/types';

const NOW = Date.UTC(2026, 0, 5, 10);
const GRACE = 15 * 60_000;
const rule = { prefix: 'linux-', placeholder: 'linux-ppppp-ppppp', offlineMs: GRACE };
const log = createLog(() => {});

interface World {
  /** What the list says, and what each agent is when it is looked at again; undefined: gone. */
  readonly agents: readonly Agent[];
  readonly again?: ReadonlyMap<number, Agent | undefined>;
  readonly live?: ReadonlySet<string>;
  readonly stop?: AbortSignal;
  /** How long each call takes. */
  readonly callMs?: number;
  /** After so many calls the server asks to wait. @default never */
  readonly throttledAfter?: number;
}

/** A reaper, the calls it makes, and the time they take. */
function reaperIn({ agents, again = new Map(), live = new Set(), stop = new AbortController().signal, callMs = 0, throttledAfter }: World) {
  const calls: string[] = [];
  let now = 0;
  const call = (name: string) => {
    calls.push(name);
    now += callMs;
  };
  const devops: ReaperInputs['devops'] = {
    disable: async ({ agentId }: AgentRef) => {
      call(`disable ${agentId}`);
      return true;
    },
    findAgent: async ({ agentId }: AgentRef) => {
      call(`find ${agentId}`);
      if (again.has(agentId)) return again.get(agentId);
      const agent = agents.find(({ id }) => id === agentId);
      return agent && { ...agent, enabled: false };
    },
    delete: async ({ agentId }: AgentRef) => {
      call(`delete ${agentId}`);
      return 'deleted';
    },
  };
  const clock = { now: () => now, sleep: async () => {} };
  const throttle = {
    get waitMs() {
      return calls.length >= (throttledAfter ?? Number.POSITIVE_INFINITY) ? 1000 : 0;
    },
  };
  const reaper = new Reaper({ rule, devops, livePods: async () => live, onReaped: () => {}, throttle }, { clock, log, stop });
  return {
    reap: () => reaper.reap(44, { value: agents, serverTime: NOW }),
    calls,
    deleted: () => calls.filter((each) => each.startsWith('delete')).map((each) => Number(each.split(' ')[1])),
  };
}

const leftBehind = (id: number): Agent => ({
  id,
  name: `linux-bcdfg-${String(id).padStart(5, '2').replace(/[013]/g, '4')}`,
  enabled: true,
  status: 'offline',
  statusChangedOn: 0,
  assignedRequest: undefined,
});
const manyLeftBehind = (count: number) => Array.from({ length: count }, (_, index) => leftBehind(index + 1));

const anyAgent = (id: number): fc.Arbitrary<Agent> =>
  fc.record({
    id: fc.constant(id),
    name: fc.constantFrom('linux-bcdfg-hjklm', 'linux-bcdfg-hjklx', 'linux-big-bcdfg-hjklm', 'linux-ppppp-ppppp', 'linux-server', 'ada'),
    enabled: fc.boolean(),
    status: fc.constantFrom('online', 'offline', 'offline', 'offline'),
    statusChangedOn: fc.constantFrom(undefined, 0, NOW - GRACE - 1, NOW - GRACE, NOW, NOW + GRACE * 2),
    assignedRequest: fc.constantFrom(undefined, undefined, undefined, null, { requestId: 901 }),
  });
const anyWorld = fc.tuple(...[1, 2, 3].map(anyAgent)).chain((agents) =>
  fc.record({
    agents: fc.constant(agents),
    again: fc
      .tuple(...agents.map((agent) => fc.oneof(fc.constant(agent), anyAgent(agent.id), fc.constant(undefined))))
      .map((found) => new Map(found.map((agent, index) => [index + 1, agent]))),
    live: fc.subarray(['linux-bcdfg-hjklm', 'linux-server', 'linux-placeholder-bcdfg']).map((names) => new Set(names)),
  }),
);

/** The rule in other words. */
const mayGo = (agent: Agent | undefined): agent is Agent =>
  agent !== undefined &&
  /^linux-[bcdfghjklmnpqrstvwxz2456789]{5}-[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(agent.name) &&
  agent.name !== 'linux-ppppp-ppppp' &&
  agent.status === 'offline' &&
  !agent.assignedRequest &&
  agent.statusChangedOn !== undefined &&
  agent.statusChangedOn < NOW - GRACE;

test('whatever the agents and pods, those are deleted for which the rule holds both times, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async (world) => {
      const { reap, deleted } = reaperIn(world);
      await reap();
      const expected = world.agents.filter((agent) => {
        const again = world.again.get(agent.id);
        return mayGo(agent) && mayGo(again) && !again.enabled && again.name === agent.name && !world.live.has(agent.name);
      });
      expect(deleted()).toEqual(expected.map(({ id }) => id));
    }),
    { numRuns: 2000 },
  );
});

test('each agent is disabled first, so that it gets no job before it is deleted', async () => {
  const { reap, calls } = reaperIn({ agents: manyLeftBehind(2) });
  await reap();
  expect(calls).toEqual(['disable 1', 'find 1', 'delete 1', 'disable 2', 'find 2', 'delete 2']);
});

test('fifty have their turn in a round, and then the next fifty, whether or not the first are gone', async () => {
  const { reap, deleted } = reaperIn({ agents: manyLeftBehind(120).reverse() });
  await reap();
  expect(deleted()).toEqual(manyLeftBehind(50).map(({ id }) => id));
  await reap();
  await reap();
  expect(deleted().slice(100)).toEqual([...Array.from({ length: 20 }, (_, n) => 101 + n), ...Array.from({ length: 30 }, (_, n) => 1 + n)]);
});

test('when answers take long, no agent is begun after a minute', async () => {
  const { reap, deleted } = reaperIn({ agents: manyLeftBehind(50), callMs: 7000 });
  await reap();
  expect(deleted()).toEqual([1, 2, 3]);
});

test('asked to stop, it begins with no further agent', async () => {
  const stopping = new AbortController();
  const agents = manyLeftBehind(2);
  const live = new Set<string>();
  const { reap, calls } = reaperIn({ agents, live, stop: stopping.signal });
  stopping.abort();
  await reap();
  expect(calls).toEqual([]);
});

test('asked to wait by the server, it begins with no further agent', async () => {
  const { reap, deleted } = reaperIn({ agents: manyLeftBehind(3), throttledAfter: 4 });
  await reap();
  expect(deleted()).toEqual([1, 2]);
});
