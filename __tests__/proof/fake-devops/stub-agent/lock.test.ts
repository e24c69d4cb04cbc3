import { ServiceError } from '../../../../proof/fake-devops/stub-agent/http';
import { Lock } from '../../../../proof/fake-devops/stub-agent/lock';

const busy = new ServiceError('busy', 503, 'VssServiceResponseException');

test('after the first renewal the lock is held until it is released', async () => {
  let renewals = 0;
  const lock = new Lock(async () => {
    renewals++;
    return new Date(Date.now() + 600_000);
  }, 0);
  expect(await Promise.race([lock.held, lock.lost])).toBe('held');
  await lock.release();
  expect(renewals).toBe(1);
});

test('the lock is lost after six failed first renewals', async () => {
  let renewals = 0;
  const lock = new Lock(async () => {
    renewals++;
    throw busy;
  }, 0);
  expect(await Promise.race([lock.held, lock.lost])).toBe('lost');
  expect(renewals).toBe(6);
});

test('the lock is held if the first renewal succeeds after failures', async () => {
  let renewals = 0;
  const lock = new Lock(async () => {
    if (++renewals < 6) throw busy;
    return new Date();
  }, 0);
  expect(await Promise.race([lock.held, lock.lost])).toBe('held');
  await lock.release();
});

test.each(['TaskAgentJobNotFoundException', 'TaskAgentJobTokenExpiredException'])(
  'the lock is lost immediately after %s',
  async (typeKey) => {
    let renewals = 0;
    const lock = new Lock(async () => {
      renewals++;
      throw new ServiceError('gone', 400, typeKey);
    }, 0);
    await lock.lost;
    expect(renewals).toBe(1);
  },
);
