import fc from 'fast-check';
import { Reaper, type ReaperInputs } from '../../../agent/keep/reaper';
import { createLog } from '../../../agent/process/log';
import type { Agent, AgentRef } from '../../../providers/contract/agent-service';

const NOW = Date.UTC(2026, 0, 5, 10);
const GRACE = 15 * 60_000;
const RULE = { prefix: 'linux-', placeholder: 'linux-ppppp-ppppp', offlineMs: GRACE };
const log = createLog(() => {});

interface World {
  /** The listed agents, and what each is when it is read again; undefined if it is gone. */
  readonly agents: readonly Agent[];
  readonly current?: ReadonlyMap<number, Agent | undefined>;
  readonly live?: ReadonlySet<string>;
  readonly stop?: AbortSignal;
  /** How long each call takes. */
  readonly callMs?: number;
  /** After how many calls the service asks to wait. @default never */
  readonly throttledAfter?: number;
}

/** A reaper, and the calls that it makes. */
function reaperIn({
  agents,
  current = new Map(),
  live = new Set(),
  stop = new AbortController().signal,
  callMs = 0,
  throttledAfter,
}: World) {
  const calls: string[] = [];
  let now = 0;
  let reported = 0;
  const call = (name: string) => {
    calls.push(name);
    now += callMs;
  };
  const service: ReaperInputs['service'] = {
    disable: async ({ agentId }: AgentRef) => {
      call(`disable ${agentId}`);
      return true;
    },
    findAgent: async ({ agentId }: AgentRef) => {
      call(`find ${agentId}`);
      if (current.has(agentId)) return current.get(agentId);
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
    { rule: RULE, service, livePods: async () => live, onReaped: () => {}, onOnlineWithoutPod: () => void reported++, throttle },
    { clock, log, stop },
  );
  const of = (verb: string) => calls.filter((each) => each.startsWith(verb)).map((each) => Number(each.split(' ')[1]));
  return {
    reap: (now = agents) => reaper.reap(44, { value: now, serverTime: NOW }),
    calls,
    deleted: () => of('delete'),
    disabled: () => of('disable'),
    reported: () => reported,
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
    current: fc
      .tuple(...agents.map((agent) => fc.oneof(fc.constant(agent), anyAgent(agent.id), fc.constant(undefined))))
      .map((found) => new Map(found.map((agent, index) => [index + 1, agent]))),
    live: fc.subarray(['linux-bcdfg-hjklm', 'linux-server', 'linux-placeholder-bcdfg']).map((names) => new Set(names)),
  }),
);

/** The rules, written independently of the code. */
const isPodless = (agent: Agent, live: ReadonlySet<string>) =>
  /^linux-[bcdfghjklmnpqrstvwxz2456789]{5}-[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(agent.name) &&
  agent.name !== 'linux-ppppp-ppppp' &&
  !live.has(agent.name);
const isFree = (agent: Agent) =>
  !agent.assignedRequest && (agent.status === 'online' || (agent.statusChangedOn !== undefined && agent.statusChangedOn < NOW - GRACE));
const ids = (agents: readonly Agent[]) => agents.map(({ id }) => id);

test('for any agents and pods: those without a pod are disabled, those free both times are deleted, those online are reported, and the others are not touched', async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async (world) => {
      const { reap, calls, deleted, disabled, reported } = reaperIn(world);
      await reap();
      const podless = world.agents.filter((agent) => isPodless(agent, world.live));
      expect(disabled().toSorted()).toEqual(ids(podless.filter(({ enabled }) => enabled)));
      const currentOf = (agent: Agent) => {
        const found = world.current.get(agent.id);
        return found?.name === agent.name ? found : undefined;
      };
      const readAgain = podless.filter((agent) => isFree(agent) || agent.status === 'online');
      expect(deleted()).toEqual(ids(readAgain.filter((agent) => isDeletable(currentOf(agent)))));
      expect(reported()).toBe(
        podless.filter((agent) => (isFree(agent) || agent.status === 'online') && currentOf(agent)?.status === 'online').length,
      );
      const touched = new Set(calls.map((call) => Number(call.split(' ')[1])));
      expect(ids(world.agents).filter((id) => touched.has(id) && !ids(podless).includes(id))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

/** Whether an agent may be deleted as it was found when it was read again. */
const isDeletable = (found: Agent | undefined) => found !== undefined && !found.enabled && isFree(found);

test('an agent that runs a job is disabled and reported once, and costs no further call', async () => {
  const busy: Agent = { ...leftBehind(1), status: 'online', assignedRequest: { requestId: 901, receiveTime: NOW } };
  const first = reaperIn({ agents: [busy] });
  await first.reap();
  expect(first.calls).toEqual(['disable 1', 'find 1']);
  await first.reap([{ ...busy, enabled: false }]);
  expect(first.calls).toHaveLength(2);
  await first.reap([{ ...busy, enabled: false, assignedRequest: undefined }]);
  expect(first.calls.slice(2)).toEqual(['find 1']);
  expect(first.reported()).toBe(1);
});

test('an agent that has just gone offline is only disabled', async () => {
  const offline = { ...leftBehind(1), statusChangedOn: NOW };
  const { reap, calls } = reaperIn({ agents: [offline] });
  await reap();
  await reap([{ ...offline, enabled: false }]);
  expect(calls).toEqual(['disable 1']);
});

test('an agent that is already gone, because its pod has just ended normally, is not reported', async () => {
  const online: Agent = { ...leftBehind(1), status: 'online' };
  const { reap, reported } = reaperIn({ agents: [online], current: new Map([[1, undefined]]) });
  await reap();
  expect(reported()).toBe(0);
});

test('each agent is disabled first, so that it gets no job before it is deleted', async () => {
  const { reap, calls } = reaperIn({ agents: manyLeftBehind(2) });
  await reap();
  expect(calls).toEqual(['disable 1', 'find 1', 'delete 1', 'disable 2', 'find 2', 'delete 2']);
});

test('each round handles fifty agents, and the next round the next fifty, whether or not the first are gone', async () => {
  const { reap, deleted } = reaperIn({ agents: manyLeftBehind(120).reverse() });
  await reap();
  expect(deleted()).toEqual(manyLeftBehind(50).map(({ id }) => id));
  await reap();
  await reap();
  expect(deleted().slice(100)).toEqual([...Array.from({ length: 20 }, (_, n) => 101 + n), ...Array.from({ length: 30 }, (_, n) => 1 + n)]);
});

test('when answers take long, no further agent is handled after a minute', async () => {
  const { reap, deleted } = reaperIn({ agents: manyLeftBehind(50), callMs: 7000 });
  await reap();
  expect(deleted()).toEqual([1, 2, 3]);
});

test('when asked to stop, it handles no further agent', async () => {
  const stopping = new AbortController();
  const agents = manyLeftBehind(2);
  const live = new Set<string>();
  const { reap, calls } = reaperIn({ agents, live, stop: stopping.signal });
  stopping.abort();
  await reap();
  expect(calls).toEqual([]);
});

test('when the service asks to wait, it handles no further agent', async () => {
  const { reap, deleted } = reaperIn({ agents: manyLeftBehind(3), throttledAfter: 4 });
  await reap();
  expect(deleted()).toEqual([1, 2]);
});
