import type { AgentService } from '../../../providers/contract/agent-service';
import { type Fault, isTransient, ServiceError } from '../../../providers/contract/service-error';
import type { AgentServiceScene, Breakdown } from './agent-service-scene';

type Calls = { readonly [Method in keyof AgentService]: () => Promise<unknown> };

const WRITES: readonly (keyof AgentService)[] = ['disable', 'delete'];
/** What the scene's `throttled` asks for. */
const RETRY_AFTER_MS = 7000;

/** The promises about calls that fail: the fault says what the caller can do, and no failure looks like an empty answer. */
export function describeFailures(current: () => AgentServiceScene): void {
  /** Every method of the service, called for an agent pool and an agent that exist. */
  async function prepareCalls(): Promise<Calls> {
    const { service, pool } = current();
    const agent = { poolId: pool.id, agentId: await current().register('linux-a') };
    return {
      findManagedAgentPool: () => service.findManagedAgentPool({ name: pool.name }),
      findAgentPool: () => service.findAgentPool({ name: pool.name }),
      agents: () => service.agents(pool.id),
      findAgent: () => service.findAgent(agent),
      findAgentByName: () => service.findAgentByName(pool.id, 'linux-a'),
      jobs: () => service.jobs(pool.id, 10),
      disable: () => service.disable(agent),
      delete: () => service.delete(agent),
    };
  }

  /** Makes every call. Returns its error, or what it returned in place of an error. */
  async function failuresOf(calls: Calls, only: readonly string[] = Object.keys(calls)) {
    const outcomes: Record<string, unknown> = {};
    for (const [method, call] of Object.entries(calls).filter(([method]) => only.includes(method))) {
      outcomes[method] = await call().then(
        (value: unknown) => ({ returned: value }),
        (error: unknown) => (error instanceof ServiceError ? error : { thrown: error }),
      );
    }
    return outcomes;
  }

  const each = (calls: Calls, expected: unknown) => Object.fromEntries(Object.keys(calls).map((method) => [method, expected]));
  const faults = (outcomes: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(outcomes).map(([method, outcome]) => [method, outcome instanceof ServiceError ? outcome.fault : outcome]),
    );

  test.each<Breakdown>(['reset', 'silence', 'outage', 'throttled', 'cut off'])(
    '%s: every call fails as transient, and succeeds when the server is back',
    async (breakdown) => {
      const calls = await prepareCalls();
      await current().breakDown(breakdown);
      const outcomes = await failuresOf(calls);
      expect(faults(outcomes)).toEqual(each(calls, 'transient'));
      expect(Object.values(outcomes).every(isTransient)).toBe(true);
      await current().recover();
      expect(await failuresOf(calls)).toMatchObject({
        findManagedAgentPool: { returned: { name: current().pool.name } },
        agents: { returned: { value: [{ name: 'linux-a', enabled: true }] } },
        disable: { returned: true },
        delete: { returned: 'deleted' },
      });
    },
  );

  test('reset: the status of the error is 0', async () => {
    const calls = await prepareCalls();
    await current().breakDown('reset');
    expect(await failuresOf(calls)).toEqual(each(calls, expect.objectContaining({ status: 0 })));
  });

  test('throttled: the error says how long the server asked to wait', async () => {
    const calls = await prepareCalls();
    await current().breakDown('throttled');
    expect(await failuresOf(calls)).toEqual(each(calls, expect.objectContaining({ retryAfterMs: RETRY_AFTER_MS })));
  });

  test('strange: no call returns an empty list or says that something is missing', async () => {
    const calls = await prepareCalls();
    await current().breakDown('strange');
    const reads = Object.keys(calls).filter((method) => !WRITES.some((write) => write === method));
    expect(faults(await failuresOf(calls, reads))).toEqual(Object.fromEntries(reads.map((method) => [method, 'transient'])));
    const { disable, delete: deletion } = await failuresOf(calls, WRITES);
    expect(disable).not.toEqual({ returned: false });
    expect(deletion).not.toEqual({ returned: 'absent' });
  });

  test.each<readonly [Breakdown, Fault]>([
    ['page', 'signIn'],
    ['foreign 404', 'absent'],
  ])('%s: every call fails as %s, and no call says that an agent is missing', async (breakdown, fault) => {
    const calls = await prepareCalls();
    await current().breakDown(breakdown);
    expect(faults(await failuresOf(calls))).toEqual(each(calls, fault));
  });

  test('if the credential is no longer accepted, every call fails as signIn', async () => {
    const calls = await prepareCalls();
    await current().revokeCredential();
    expect(faults(await failuresOf(calls))).toEqual(each(calls, 'signIn'));
  });

  test('if the identity may only read, calls that need more fail as right, and the others succeed', async () => {
    const calls = await prepareCalls();
    await current().limitRights('view');
    const { findManagedAgentPool, disable, delete: deletion, ...reads } = faults(await failuresOf(calls));
    expect({ findManagedAgentPool, disable, delete: deletion }).toEqual({
      findManagedAgentPool: 'right',
      disable: 'right',
      delete: 'right',
    });
    expect(Object.keys(reads)).toHaveLength(5);
    for (const read of Object.values(reads)) expect(read).toEqual({ returned: expect.anything() });
    expect(await calls.findAgent()).toMatchObject({ enabled: true });
  });

  test.each<Breakdown | 'no failure'>(['no failure', 'reset', 'outage', 'throttled', 'cut off', 'foreign 404'])(
    '%s: a call is one request, findManagedAgentPool at most two',
    async (breakdown) => {
      const calls = await prepareCalls();
      if (breakdown !== 'no failure') await current().breakDown(breakdown);
      for (const [method, call] of Object.entries(calls)) {
        const before = current().requestCount();
        await call().catch(() => {});
        const count = current().requestCount() - before;
        expect({ method, tooMany: count > (method === 'findManagedAgentPool' ? 2 : 1), none: count === 0 }).toEqual({
          method,
          tooMany: false,
          none: false,
        });
      }
    },
  );

  test('findManagedAgentPool takes at most two requests if the agent pool is missing or a right is missing', async () => {
    const { service, pool } = current();
    await service.findManagedAgentPool({ name: 'missing' }).catch(() => {});
    expect(current().requestCount()).toBeLessThanOrEqual(2);
    await current().limitRights('view');
    const before = current().requestCount();
    await service.findManagedAgentPool({ id: pool.id }).catch(() => {});
    expect(current().requestCount() - before).toBeLessThanOrEqual(2);
  });
}
