import { ServiceError } from '../../../../proof/fake-devops/stub-agent/http';
import { Lock } from '../../../../proof/fake-devops/stub-agent/lock';

const busy = new ServiceError('busy', 503, 'VssServiceResponseException');

test('the first renewal holds the lock until it is ended', async () => {
  let renewals = 0;
  const lock = new Lock(async () => {
    renewals++;
    return new Date(Date.now() + 600_000);
  }, 0);
  expect(await Promise.race([lock.held, lock.lost])).toBe('held');
  await lock.end();
  expect(renewals).toBe(1);
});

test('a first renewal that fails six times is given up', async () => {
  let renewals = 0;
  const lock = new Lock(async () => {
    renewals++;
    throw busy;
  }, 0);
  expect(await Promise.race([lock.held, lock.lost])).toBe('lost');
  expect(renewals).toBe(6);
});

test('a first renewal that succeeds late is good enough', async () => {
  let renewals = 0;
  const lock = new Lock(async () => {
    if (++renewals < 6) throw busy;
    return new Date();
  }, 0);
  expect(await Promise.race([lock.held, lock.lost])).toBe('held');
  await lock.end();
});

test.each(['TaskAgentJobNotFoundException', 'TaskAgentJobTokenExpiredException'])('%s loses the lock at once', async (typeKey) => {
  let renewals = 0;
  const lock = new Lock(async () => {
    renewals++;
    throw new ServiceError('gone', 400, typeKey);
  }, 0);
  await lock.lost;
  expect(renewals).toBe(1);
});
