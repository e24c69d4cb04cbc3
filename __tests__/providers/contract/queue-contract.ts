import type { AgentServiceScene } from './agent-service-scene';

/** Added to the agent pool's id: that of no agent pool. */
const UNKNOWN = 1000;

/** What is promised of agent pools and of the jobs in their queues. */
export function describeQueue(current: () => AgentServiceScene): void {
  const jobs = (finished: number) => current().service.jobs(current().pool.id, finished);

  /** Runs jobs on one agent, one after the other. Returns the ids of their requests. */
  async function runJobs(count: number): Promise<number[]> {
    const agentId = await current().register('linux-a');
    await current().connect(agentId);
    const ids: number[] = [];
    for (let index = 0; index < count; index++) {
      const requestId = await current().queueJob();
      await current().receiveJob(requestId);
      await current().finishJob(requestId);
      ids.push(requestId);
    }
    return ids;
  }

  describe('finding an agent pool', () => {
    test.each(['findPool', 'findManagedPool'] as const)('%s: by id, and by name without regard to case', async (method) => {
      const { service, pool } = current();
      expect(await service[method]({ id: pool.id })).toMatchObject({ id: pool.id, name: pool.name });
      expect(await service[method]({ name: pool.name })).toMatchObject({ id: pool.id, name: pool.name });
      expect(await service[method]({ name: pool.name.toUpperCase() })).toMatchObject({ id: pool.id });
    });

    test('a missing agent pool is undefined for who only looks, and an error that names it for who would register', async () => {
      const { service, pool } = current();
      for (const missing of [{ name: `${pool.name}-x` }, { name: pool.name.slice(1) }, { id: pool.id + UNKNOWN }]) {
        expect(await service.findPool(missing)).toBeUndefined();
        await expect(service.findManagedPool(missing)).rejects.toMatchObject({
          fault: 'absent',
          message: expect.stringContaining('name' in missing ? `"${missing.name}"` : String(missing.id)),
        });
      }
    });

    test('an agent pool that may only be read is found by who only looks, and a missing right for who would register', async () => {
      await current().limitRights('view');
      const { service, pool } = current();
      expect(await service.findPool({ name: pool.name })).toMatchObject({ id: pool.id });
      await expect(service.findManagedPool({ name: pool.name })).rejects.toMatchObject({
        fault: 'right',
        message: expect.stringContaining(`"${pool.name}"`),
      });
    });

    test('an agent pool that is hidden from the identity is like one that does not exist', async () => {
      await current().limitRights('none');
      const { service, pool } = current();
      expect(await service.findPool({ name: pool.name })).toBeUndefined();
      await expect(service.findManagedPool({ name: pool.name })).rejects.toMatchObject({ fault: 'absent' });
    });
  });

  describe('reading the queue', () => {
    test('a job waits, is assigned, runs and ends; an agent has received it only once it runs', async () => {
      const agentId = await current().register('linux-a');
      const requestId = await current().queueJob();
      const look = async () => {
        const [job, ...others] = (await jobs(10)).value;
        expect(others).toEqual([]);
        return {
          requestId: job?.requestId,
          queued: job?.queueTime !== undefined,
          received: job?.receiveTime !== undefined,
          ended: Boolean(job?.result),
        };
      };
      expect(await look()).toEqual({ requestId, queued: true, received: false, ended: false });
      await current().connect(agentId);
      expect(await look()).toEqual({ requestId, queued: true, received: false, ended: false });
      await current().receiveJob(requestId);
      expect(await look()).toEqual({ requestId, queued: true, received: true, ended: false });
      await current().finishJob(requestId);
      expect(await look()).toEqual({ requestId, queued: true, received: true, ended: true });
    });

    test('an empty queue has no jobs', async () => {
      expect((await jobs(10)).value).toEqual([]);
    });

    test.each([0, 1, 2, 3, 4])('of three finished jobs the last %i are listed, and all unfinished ones', async (limit) => {
      const finished = await runJobs(3);
      const unfinished = [await current().queueJob(), await current().queueJob()];
      const listed = (await jobs(limit)).value.map(({ requestId }) => requestId);
      const expected = [...finished.slice(Math.max(0, 3 - limit)), ...unfinished];
      expect(listed.toSorted((a, b) => a - b)).toEqual(expected);
    });

    test('the list has the time of the service, by the same clock as the times in it', async () => {
      await runJobs(1);
      const { value, serverTime } = await jobs(1);
      const [job] = value;
      // One minute is far more than a test takes, and far less than another unit or time zone makes.
      for (const time of [serverTime, job?.queueTime, job?.receiveTime]) expect(Math.abs((time ?? 0) - Date.now())).toBeLessThan(60_000);
    });
  });
}
