import fc from 'fast-check';
import { Reaper, type ReaperInputs } from '../../../agent/keep/reaper';
import { createLog } from '../../../agent/process/log';
import type { Agent, AgentRef } from '../../../providers/contract/agent-service';

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
  let told = 0;
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
  const reaper = new Reaper(
    { rule, devops, livePods: async () => live, onReaped: () => {}, onOnline: () => void told++, throttle },
    { clock, log, stop },
  );
  const of = (verb: string) => calls.filter((each) => each.startsWith(verb)).map((each) => Number(each.split(' ')[1]));
  return {
    reap: (now = agents) => reaper.reap(44, { value: now, serverTime: NOW }),
    calls,
    deleted: () => of('delete'),
    disabled: () => of('disable'),
    told: () => told,
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
    assignedRequest: fc.constantFrom(undefined, undefined, undefined, null, { requestId: 901, receiveTime: undefined }),
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

/** The rules in other words. */
const isPodless = (agent: Agent, live: ReadonlySet<string>) =>
  /^linux-[bcdfghjklmnpqrstvwxz2456789]{5}-[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(agent.name) &&
  agent.name !== 'linux-ppppp-ppppp' &&
  !live.has(agent.name);
const isFree = (agent: Agent) =>
  !agent.assignedRequest && (agent.status === 'online' || (agent.statusChangedOn !== undefined && agent.statusChangedOn < NOW - GRACE));
const ids = (agents: readonly Agent[]) => agents.map(({ id }) => id);

test('whatever the agents and pods: without a pod all are disabled, those that are free both times deleted, those that are online told; the others are not touched', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async (world) => {
      const { reap, calls, deleted, disabled, told } = reaperIn(world);
      await reap();
      const podless = world.agents.filter((agent) => isPodless(agent, world.live));
      expect(disabled().toSorted()).toEqual(ids(podless.filter(({ enabled }) => enabled)));
      const again = (agent: Agent) => {
        const found = world.again.get(agent.id);
        return found?.name === agent.name ? found : undefined;
      };
      const lookedAt = podless.filter((agent) => isFree(agent) || agent.status === 'online');
      expect(deleted()).toEqual(ids(lookedAt.filter((agent) => isGone(again(agent)))));
      expect(told()).toBe(
        podless.filter((agent) => (isFree(agent) || agent.status === 'online') && again(agent)?.status === 'online').length,
      );
      const touched = new Set(calls.map((call) => Number(call.split(' ')[1])));
      expect(ids(world.agents).filter((id) => touched.has(id) && !ids(podless).includes(id))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

/** Whether what was found at the second look may be deleted. */
const isGone = (found: Agent | undefined) => found !== undefined && !found.enabled && isFree(found);

test('an agent that runs a job is disabled and told of once, and costs no call from then on', async () => {
  const busy: Agent = { ...leftBehind(1), status: 'online', assignedRequest: { requestId: 901, receiveTime: NOW } };
  const first = reaperIn({ agents: [busy] });
  await first.reap();
  expect(first.calls).toEqual(['disable 1', 'find 1']);
  await first.reap([{ ...busy, enabled: false }]);
  expect(first.calls).toHaveLength(2);
  await first.reap([{ ...busy, enabled: false, assignedRequest: undefined }]);
  expect(first.calls.slice(2)).toEqual(['find 1']);
  expect(first.told()).toBe(1);
});

test('an agent that has just gone offline is disabled, and nothing more', async () => {
  const offline = { ...leftBehind(1), statusChangedOn: NOW };
  const { reap, calls } = reaperIn({ agents: [offline] });
  await reap();
  await reap([{ ...offline, enabled: false }]);
  expect(calls).toEqual(['disable 1']);
});

test('an agent of a pod that has just ended well, and is gone, is not told of', async () => {
  const online: Agent = { ...leftBehind(1), status: 'online' };
  const { reap, told } = reaperIn({ agents: [online], again: new Map([[1, undefined]]) });
  await reap();
  expect(told()).toBe(0);
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
