import { countCalls } from '../../../../proof/bench/scaling/calls';
import type { LoggedRequest } from '../../../../proof/fake-devops/http/request-log';

const aRequest = (method: string, path: string, agent = 'node'): LoggedRequest => ({
  method,
  path,
  query: '',
  headers: { 'user-agent': agent },
  body: '',
  at: 0,
  user: '',
});

const POOL = '/_apis/distributedtask/pools/44';

test.each([
  ['keda', aRequest('GET', `${POOL}/jobrequests`, 'Go-http-client/1.1')],
  ['others', aRequest('GET', `${POOL}/jobrequests/12`)],
  ['others', aRequest('POST', `${POOL}/agents`)],
  ['others', aRequest('DELETE', `${POOL}/agents/3`)],
  ['listeners', aRequest('POST', `${POOL}/sessions`)],
  ['listeners', aRequest('GET', `${POOL}/messages`)],
  ['listeners', aRequest('DELETE', `${POOL}/messages/7`)],
  ['listeners', aRequest('PATCH', `${POOL}/jobrequests/12`)],
  ['listeners', aRequest('POST', '/_oauth/token')],
  ['listeners', { ...aRequest('GET', '/_apis/connectionData'), user: 'agent 1f0c' }],
  ['others', { ...aRequest('GET', '/_apis/connectionData'), user: 'Ada' }],
])('a call of %s', (caller, request) => {
  expect(countCalls([request])).toEqual({ keda: 0, listeners: 0, others: 0, [caller]: 1 });
});

test('requests to paths that only the fake has are not counted', () => {
  expect(countCalls([aRequest('POST', '/_apis/distributedtask/stub/started/3')])).toEqual({ keda: 0, listeners: 0, others: 0 });
});
