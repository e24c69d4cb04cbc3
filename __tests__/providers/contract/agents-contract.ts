import type { Agent } from '../../../providers/contract/agent-service';
import type { AgentServiceScene } from './agent-service-scene';

/** Added to the agent pool's id: that of no agent pool. */
const UNKNOWN = 1000;

/** The promises about agents: finding, listing, disabling and deleting them. */
export function describeAgents(current: () => AgentServiceScene): void {
  const ref = (agentId: number) => ({ poolId: current().pool.id, agentId });
  const find = (agentId: number) => current().service.findAgent(ref(agentId));

  /** Registers an agent that is online, so that jobs are assigned to it. */
  async function online(name = 'linux-a'): Promise<number> {
    const agentId = await current().register(name);
    await current().connect(agentId);
    return agentId;
  }

  /** Registers an agent that runs a job. */
  async function running(): Promise<{ agentId: number; requestId: number }> {
    const agentId = await online();
    const requestId = await current().queueJob();
    await current().receiveJob(requestId);
    return { agentId, requestId };
  }

  /** Registers an agent and deletes it. */
  async function gone(): Promise<number> {
    const agentId = await current().register('linux-gone');
    expect(await current().service.delete(ref(agentId))).toBe('deleted');
    return agentId;
  }

  describe('finding an agent', () => {
    test('findAgent returns an agent by its id, with its status', async () => {
      const agentId = await current().register('linux-a');
      const other = await current().register('linux-b');
      expect(await find(agentId)).toMatchObject({ id: agentId, name: 'linux-a', enabled: true, status: 'offline' });
      await current().connect(agentId);
      expect(await find(agentId)).toMatchObject({ id: agentId, status: 'online' });
      expect(await find(other)).toMatchObject({ id: other, name: 'linux-b', status: 'offline' });
      await current().disconnect(agentId);
      expect(await find(agentId)).toMatchObject({ status: 'offline' });
    });

    test('findAgentByName returns an agent by its whole name, without regard to case', async () => {
      const agentId = await current().register('linux-a');
      await current().register('linux-a-b');
      const { service, pool } = current();
      expect(await service.findAgentByName(pool.id, 'Linux-A')).toMatchObject({ id: agentId, name: 'linux-a' });
      expect(await service.findAgentByName(pool.id, 'linux-')).toBeUndefined();
      expect(await service.findAgentByName(pool.id, 'linux-c')).toBeUndefined();
    });

    test('findAgent shows the job of an agent while it is assigned, while it runs, and after its end', async () => {
      const agentId = await online();
      expect(hasJob(await find(agentId))).toBe(false);
      const requestId = await current().queueJob();
      const assigned = await find(agentId);
      expect(assigned).toMatchObject({ assignedRequest: { requestId } });
      expect(assigned?.assignedRequest?.receiveTime).toBeUndefined();
      await current().receiveJob(requestId);
      expect(await find(agentId)).toMatchObject({ assignedRequest: { requestId, receiveTime: expect.any(Number) } });
      await current().finishJob(requestId);
      const after = await find(agentId);
      expect(hasJob(after)).toBe(false);
      expect(after).toMatchObject({ lastCompletedRequest: { requestId } });
    });

    test('a deleted agent is not found by its id or name, and not listed', async () => {
      const agentId = await gone();
      expect(await find(agentId)).toBeUndefined();
      expect(await current().service.findAgentByName(current().pool.id, 'linux-gone')).toBeUndefined();
      expect((await current().service.agents(current().pool.id)).value).toEqual([]);
    });

    test('an unknown agent pool is an error, not the absence of an agent', async () => {
      const elsewhere = { ...ref(await gone()), poolId: current().pool.id + UNKNOWN };
      await expect(current().service.findAgent(elsewhere)).rejects.toMatchObject({ fault: 'absent' });
      await expect(current().service.disable(elsewhere)).rejects.toMatchObject({ fault: 'absent' });
      await expect(current().service.delete(elsewhere)).rejects.toMatchObject({ fault: 'absent' });
      await expect(current().service.findAgentByName(elsewhere.poolId, 'linux-gone')).rejects.toMatchObject({ fault: 'absent' });
    });
  });

  describe('listing agents', () => {
    test('the list has all agents, each with its assigned job', async () => {
      const { agentId, requestId } = await running();
      const idle = await current().register('linux-b');
      const { value } = await current().service.agents(current().pool.id);
      expect(value.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([agentId, idle]);
      const [first, second] = [value.find(({ id }) => id === agentId), value.find(({ id }) => id === idle)];
      expect(first).toMatchObject({ name: 'linux-a', enabled: true, status: 'online' });
      expect(first?.assignedRequest).toMatchObject({ requestId, receiveTime: expect.any(Number) });
      expect(second).toMatchObject({ name: 'linux-b', enabled: true, status: 'offline' });
      expect(hasJob(second)).toBe(false);
    });

    test('the list has the time of the service, in the same unit as the times in it', async () => {
      const agentId = await current().register('linux-a');
      const { value, serverTime } = await current().service.agents(current().pool.id);
      const changed = value.find(({ id }) => id === agentId)?.statusChangedOn;
      // One minute is far more than a test takes, and far less than another unit or time zone makes.
      for (const time of [serverTime, changed ?? serverTime]) expect(Math.abs((time ?? 0) - Date.now())).toBeLessThan(60_000);
    });
  });

  describe('disabling an agent', () => {
    test('no job is assigned to a disabled agent, even if it is online and jobs wait', async () => {
      const agentId = await online();
      expect(await current().service.disable(ref(agentId))).toBe(true);
      expect(await find(agentId)).toMatchObject({ enabled: false, status: 'online' });
      await current().queueJob();
      expect(hasJob(await find(agentId))).toBe(false);
    });

    test('a running job continues to its end, and no other job follows it', async () => {
      const { agentId, requestId } = await running();
      const waiting = await current().queueJob();
      expect(await current().service.disable(ref(agentId))).toBe(true);
      expect(await find(agentId)).toMatchObject({ enabled: false, assignedRequest: { requestId } });
      await current().finishJob(requestId);
      const after = await find(agentId);
      expect(hasJob(after)).toBe(false);
      expect(after).toMatchObject({ lastCompletedRequest: { requestId } });
      const { value } = await current().service.jobs(current().pool.id, 10);
      expect(value.find((job) => job.requestId === requestId)?.result).toEqual(expect.any(String));
      expect(value.find((job) => job.requestId === waiting)?.receiveTime).toBeUndefined();
    });

    test('findAgent after disable shows a job that was assigned before and has not started yet', async () => {
      const agentId = await online();
      const requestId = await current().queueJob();
      await current().service.disable(ref(agentId));
      expect(await find(agentId)).toMatchObject({ enabled: false, assignedRequest: { requestId } });
      await current().receiveJob(requestId);
      expect(await find(agentId)).toMatchObject({ assignedRequest: { requestId } });
    });

    test('a disabled agent can be disabled again', async () => {
      const agentId = await online();
      expect(await current().service.disable(ref(agentId))).toBe(true);
      expect(await current().service.disable(ref(agentId))).toBe(true);
    });

    test('other agents stay enabled', async () => {
      const [first, second] = [await online(), await online('linux-b')];
      await current().service.disable(ref(first));
      expect(await find(second)).toMatchObject({ enabled: true });
    });

    test('disable returns false for an agent that is gone', async () => {
      expect(await current().service.disable(ref(await gone()))).toBe(false);
    });
  });

  describe('deleting an agent', () => {
    test.each(['online', 'offline'])('delete returns deleted for an agent that is %s and free, and other agents stay', async (status) => {
      const agentId = status === 'online' ? await online() : await current().register('linux-a');
      const other = await current().register('linux-b');
      expect(await current().service.delete(ref(agentId))).toBe('deleted');
      expect((await current().service.agents(current().pool.id)).value.map(({ id }) => id)).toEqual([other]);
    });

    test('delete returns absent for an agent that is gone', async () => {
      expect(await current().service.delete(ref(await gone()))).toBe('absent');
    });

    test('delete returns busy for an agent that runs a job, and the job continues to its end', async () => {
      const { agentId, requestId } = await running();
      await current().service.disable(ref(agentId));
      expect(await current().service.delete(ref(agentId))).toBe('busy');
      expect(await find(agentId)).toMatchObject({ status: 'online', assignedRequest: { requestId } });
      await current().finishJob(requestId);
      const { value } = await current().service.jobs(current().pool.id, 1);
      expect(value).toMatchObject([{ requestId, result: expect.any(String) }]);
      expect(await current().service.delete(ref(agentId))).toBe('deleted');
    });
  });
}

const hasJob = (agent: Agent | undefined): boolean => {
  if (agent === undefined) throw new Error('the agent is not registered');
  return Boolean(agent.assignedRequest);
};
