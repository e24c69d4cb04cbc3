import { ManualClock } from '../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { Listener } from './support/listener';

const clock = new ManualClock('2026-01-05T10:00:00Z');
let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'], clock });
});
afterEach(() => devops.close());

test('a listener takes a queued job and reports its result', async () => {
  const listener = await Listener.online(devops, 'linux-1', clock.now());
  const poll = listener.poll();
  const job = devops.queueJob({ pool: 'linux', name: 'Build', seconds: 3, script: 'echo hi' });

  const { json: message } = await poll;
  expect(message).toMatchObject({ messageId: 1, messageType: 'PipelineAgentJobRequest' });
  expect(JSON.parse(String(message['body']))).toEqual({
    requestId: job.requestId,
    jobId: job.record.jobId,
    planId: job.record.planId,
    name: 'Build',
    seconds: 3,
    script: 'echo hi',
    lockedUntil: '2026-01-05T10:05:00.000Z',
    accessToken: expect.stringMatching(/^eyJ/),
  });
  expect((await listener.acknowledge(1)).status).toBe(204);
  expect((await listener.renew(job.requestId)).json).toMatchObject({ receiveTime: '2026-01-05T10:00:00Z' });
  expect(job.status).toBe('notStarted');
  await listener.call('POST', `stub/started/${job.requestId}`, {});
  expect(job.status).toBe('inProgress');
  await listener.call('POST', `stub/logs/${job.requestId}`, 'hi\n');
  expect((await listener.complete(job.requestId, { agentShuttingDown: true })).status).toBe(200);
  expect({ status: job.status, result: job.result, agent: job.agentName, log: job.log }).toEqual({
    status: 'completed',
    result: 'succeeded',
    agent: 'linux-1',
    log: 'hi\n',
  });
  expect((await listener.close()).status).toBe(204);
  expect(devops.agentsOf('linux')).toMatchObject([{ name: 'linux-1', status: 'offline', assignedRequest: undefined }]);
});
