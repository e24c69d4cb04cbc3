import type { Agent } from '../../../../proof/fake-devops/state/agent';
import { nextPair } from '../../../../proof/fake-devops/state/assignment';
import type { JobRequest } from '../../../../proof/fake-devops/state/job-request';
import { anAgent } from '../support/an-agent';

const aRequest = (changes: Partial<JobRequest> = {}): JobRequest => ({
  requestId: 901,
  poolId: 44,
  buildId: 6735,
  planId: 'plan',
  jobId: 'job',
  priority: 0,
  demands: [],
  matchedAgents: [],
  queueTime: 0,
  cancelling: false,
  ...changes,
});

const RULES = { now: 1000, pickupDelayMs: 0 };
const pick = (requests: JobRequest[], agents: Agent[], changes: Partial<typeof RULES> = {}) => {
  const pair = nextPair(requests, agents, { ...RULES, ...changes });
  return pair && [pair.request.requestId, pair.agent.id];
};

test('the oldest request goes to the agent that was registered first', () => {
  const requests = [aRequest({ requestId: 903 }), aRequest({ requestId: 902 })];
  expect(pick(requests, [anAgent(), anAgent({ id: 26 })])).toEqual([902, 25]);
});

test('a higher priority precedes a higher age', () => {
  expect(pick([aRequest(), aRequest({ requestId: 902, priority: 1 })], [anAgent()])).toEqual([902, 25]);
});

test('a request that no idle agent can run does not block others', () => {
  const requests = [aRequest({ demands: ['gpu'] }), aRequest({ requestId: 902 })];
  expect(pick(requests, [anAgent()])).toEqual([902, 25]);
  expect(pick(requests, [anAgent(), anAgent({ id: 26, systemCapabilities: { gpu: '' } })])).toEqual([901, 26]);
});

test("an agent's own version and name count among its capabilities", () => {
  const request = aRequest({ demands: ['Agent.Version -gtVersion 3.0.0', 'Agent.Name -equals linux-1'] });
  expect(pick([request], [anAgent()])).toEqual([901, 25]);
  expect(pick([request], [anAgent({ version: '2.9.9' })])).toBeUndefined();
  expect(pick([request], [anAgent({ name: 'linux-2' })])).toBeUndefined();
});

test.each<[string, Partial<Agent>]>([
  ['offline', { status: 'offline' }],
  ['disabled', { enabled: false }],
  ['shutting down', { closing: true }],
  ['busy', { assignedRequestId: 900 }],
])('an agent that is %s gets no job', (_, changes) => {
  expect(pick([aRequest()], [anAgent(changes)])).toBeUndefined();
});

test.each<[string, Partial<JobRequest>]>([
  ['assigned', { assignTime: 5 }],
  ['running', { assignTime: 5, receiveTime: 6 }],
  ['completed', { result: 'canceled' }],
])('a request that is %s is not assigned', (_, changes) => {
  expect(pick([aRequest(changes)], [anAgent()])).toBeUndefined();
});

test('the request and the agent both wait for the pickup delay', () => {
  expect(pick([aRequest({ queueTime: 501 })], [anAgent()], { pickupDelayMs: 500 })).toBeUndefined();
  expect(pick([aRequest()], [anAgent({ idleSince: 501 })], { pickupDelayMs: 500 })).toBeUndefined();
  expect(pick([aRequest({ queueTime: 500 })], [anAgent({ idleSince: 500 })], { pickupDelayMs: 500 })).toEqual([901, 25]);
});
