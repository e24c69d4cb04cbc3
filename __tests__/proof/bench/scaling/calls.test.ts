import { countCalls, readsQueue } from '../../../../proof/bench/scaling/calls';
import type { LoggedRequest } from '../../../../proof/fake-devops/http/request-log';

const aRequest = (method: string, path: string, agent = 'node'): LoggedRequest => ({
  method,
  path,
  query: '',
  headers: { 'user-agent': agent },
  body: '',
  from: '10.0.1.9',
  at: 0,
  user: '',
});

const ADDRESSES = { scaler: new Set(['10.0.1.2']), placeholder: new Set(['10.0.1.3']) };
const NONE = { queue: 0, placeholder: 0, listeners: 0, agents: 0 };
const POOL = '/_apis/distributedtask/pools/44';

test.each([
  ['queue', aRequest('GET', `${POOL}/jobrequests`, 'Go-http-client/1.1')],
  ['queue', { ...aRequest('GET', '/_apis/distributedtask/resourceusage'), from: '10.0.1.2' }],
  ['placeholder', { ...aRequest('GET', `${POOL}/jobrequests`), from: '10.0.1.3' }],
  ['agents', aRequest('GET', `${POOL}/jobrequests/12`)],
  ['agents', aRequest('POST', `${POOL}/agents`)],
  ['agents', aRequest('DELETE', `${POOL}/agents/3`)],
  ['listeners', aRequest('POST', `${POOL}/sessions`)],
  ['listeners', aRequest('GET', `${POOL}/messages`)],
  ['listeners', aRequest('DELETE', `${POOL}/messages/7`)],
  ['listeners', aRequest('PATCH', `${POOL}/jobrequests/12`)],
  ['listeners', aRequest('POST', '/_oauth/token')],
  ['listeners', { ...aRequest('GET', '/_apis/connectionData'), user: 'agent 1f0c' }],
  ['agents', { ...aRequest('GET', '/_apis/connectionData'), user: 'Ada' }],
])('a call of %s', (caller, request) => {
  expect(countCalls([request], ADDRESSES)).toEqual({ ...NONE, [caller]: 1 });
});

test('requests to paths that only the fake has are not counted', () => {
  expect(countCalls([aRequest('POST', '/_apis/distributedtask/stub/started/3')], ADDRESSES)).toEqual(NONE);
});

test.each([
  ['KEDA', true, aRequest('GET', `${POOL}/jobrequests`, 'Go-http-client/1.1')],
  ['the scaler', true, { ...aRequest('GET', `${POOL}/jobrequests`), from: '10.0.1.2' }],
  ['a placeholder, for its metrics,', false, { ...aRequest('GET', `${POOL}/jobrequests`), from: '10.0.1.3' }],
])('a read of the queue by %s starts a load: %p', (_who, isRead, request) => {
  expect(readsQueue(request, ADDRESSES)).toBe(isRead);
});
