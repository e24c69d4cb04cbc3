import type { AgentServiceScene } from './agent-service-scene';

/** Added to the agent pool's id: that of no agent pool. */
const UNKNOWN = 1000;

/** The promises about agent pools and the jobs in their queues. */
export function describeQueue(current: () => AgentServiceScene): void {
  const jobs = (finished: number) => current().service.jobs(current().pool.id, finished);

  /** Registers an agent that runs jobs in turn. Returns the ids of their requests. */
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
    test.each(['findAgentPool', 'findManagedAgentPool'] as const)(
      '%s returns an agent pool by its id, and by its name without regard to case',
      async (method) => {
        const { service, pool } = current();
        expect(await service[method]({ id: pool.id })).toMatchObject({ id: pool.id, name: pool.name });
        expect(await service[method]({ name: pool.name })).toMatchObject({ id: pool.id, name: pool.name });
        expect(await service[method]({ name: pool.name.toUpperCase() })).toMatchObject({ id: pool.id });
      },
    );

    test('if an agent pool is missing, findAgentPool returns undefined and findManagedAgentPool throws an error that names it', async () => {
      const { service, pool } = current();
      for (const missing of [{ name: `${pool.name}-x` }, { name: pool.name.slice(1) }, { id: pool.id + UNKNOWN }]) {
        expect(await service.findAgentPool(missing)).toBeUndefined();
        await expect(service.findManagedAgentPool(missing)).rejects.toMatchObject({
          fault: 'absent',
          message: expect.stringContaining('name' in missing ? `"${missing.name}"` : String(missing.id)),
        });
      }
    });

    test('if the identity may only read an agent pool, findAgentPool returns it and findManagedAgentPool says that a right is missing', async () => {
      await current().limitRights('view');
      const { service, pool } = current();
      expect(await service.findAgentPool({ name: pool.name })).toMatchObject({ id: pool.id });
      await expect(service.findManagedAgentPool({ name: pool.name })).rejects.toMatchObject({
        fault: 'right',
        message: expect.stringContaining(`"${pool.name}"`),
      });
    });

    test('an agent pool that is hidden from the identity counts as missing', async () => {
      await current().limitRights('none');
      const { service, pool } = current();
      expect(await service.findAgentPool({ name: pool.name })).toBeUndefined();
      await expect(service.findManagedAgentPool({ name: pool.name })).rejects.toMatchObject({ fault: 'absent' });
    });
  });

  describe('reading the queue', () => {
    test('a job is received only once an agent runs it, not when it is assigned', async () => {
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

    test('the list of an empty queue is empty', async () => {
      expect((await jobs(10)).value).toEqual([]);
    });

    test.each([0, 1, 2, 3, 4])(
      'with a limit of %i, the list has at most that many finished jobs, the last ones, and all unfinished jobs',
      async (limit) => {
        const finished = await runJobs(3);
        const unfinished = [await current().queueJob(), await current().queueJob()];
        const listed = (await jobs(limit)).value.map(({ requestId }) => requestId);
        const expected = [...finished.slice(Math.max(0, 3 - limit)), ...unfinished];
        expect(listed.toSorted((a, b) => a - b)).toEqual(expected);
      },
    );

    test('the list has the time of the service, in the same unit as the times in it', async () => {
      await runJobs(1);
      const { value, serverTime } = await jobs(1);
      const [job] = value;
      // One minute is far more than a test takes, and far less than another unit or time zone makes.
      for (const time of [serverTime, job?.queueTime, job?.receiveTime]) expect(Math.abs((time ?? 0) - Date.now())).toBeLessThan(60_000);
    });
  });
}
