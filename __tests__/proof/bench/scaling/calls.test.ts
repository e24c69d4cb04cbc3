import { countCalls } from '../../../../proof/bench/scaling/calls';
import { azureDevOpsCalls } from '../../../../proof/bench/scaling/services/azure-devops/calls';
import { gitHubCalls } from '../../../../proof/bench/scaling/services/github/calls';
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
const NONE = { queue: 0, queuePerJob: 0, placeholder: 0, listeners: 0, agents: 0 };
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
  expect(countCalls([request], ADDRESSES, azureDevOpsCalls)).toEqual({ ...NONE, [caller]: 1 });
});

test('requests to paths that only the fake has are not counted', () => {
  expect(countCalls([aRequest('POST', '/_apis/distributedtask/stub/started/3')], ADDRESSES, azureDevOpsCalls)).toEqual(NONE);
});

test.each([
  ['KEDA', true, aRequest('GET', `${POOL}/jobrequests`, 'Go-http-client/1.1')],
  ['the scaler', true, { ...aRequest('GET', `${POOL}/jobrequests`), from: '10.0.1.2' }],
  ['a placeholder, for its metrics,', false, { ...aRequest('GET', `${POOL}/jobrequests`), from: '10.0.1.3' }],
])('a read of the queue by %s starts a load: %p', (_who, isRead, request) => {
  expect(azureDevOpsCalls.readsQueue(request, ADDRESSES)).toBe(isRead);
});

describe('of GitHub', () => {
  const RUNS = '/api/v3/repos/contoso/app/actions/runs';
  const SERVICE = '/_services/1f0c/_apis/runtime/runnerscalesets/1';
  const keda = (path: string, query = '') => ({ ...aRequest('GET', path, 'Go-http-client/1.1'), query });
  const scaler = (method: string, path: string, status?: number) => ({
    ...aRequest(method, path),
    from: '10.0.1.2',
    ...(status !== undefined && { status }),
  });

  test.each([
    ['queue', keda(RUNS, '?status=queued&per_page=100')],
    ['queuePerJob', keda(`${RUNS}/12/jobs`)],
    ['queue', scaler('POST', '/api/v3/actions/runner-registration')],
    ['queue', scaler('POST', `${SERVICE}/sessions`)],
    ['queue', scaler('GET', '/_queue/message')],
    ['queue', scaler('GET', '/_queue/message', 202)],
    ['queuePerJob', scaler('GET', '/_queue/message', 200)],
    ['queuePerJob', scaler('DELETE', '/_queue/message/7', 204)],
    ['queuePerJob', scaler('POST', `${SERVICE}/acquirejobs`)],
    ['agents', aRequest('POST', `${SERVICE}/generatejitconfig`)],
    ['agents', aRequest('POST', '/api/v3/repos/contoso/app/actions/runners/generate-jitconfig', 'curl/8.5.0')],
    ['listeners', aRequest('GET', '/_runner/message')],
    ['listeners', aRequest('POST', '/_runner/run/renewjob')],
  ])('a call of %s', (caller, request) => {
    expect(countCalls([request], ADDRESSES, gitHubCalls)).toEqual({ ...NONE, [caller]: 1 });
  });

  test('requests to paths that only the fake has are not counted', () => {
    expect(countCalls([aRequest('GET', '/_runner/stub/behaviour')], ADDRESSES, gitHubCalls)).toEqual(NONE);
  });

  test.each([
    ['the first list of KEDA', false, keda(RUNS, '?status=queued&per_page=100')],
    ['the last list of KEDA', true, keda(RUNS, '?status=in_progress&per_page=100')],
    ['a poll of the scaler', true, scaler('GET', '/_queue/message')],
    ['an acknowledgement', false, scaler('DELETE', '/_queue/message/7')],
  ])('%s starts a load: %p', (_who, isRead, request) => {
    expect(gitHubCalls.readsQueue(request, ADDRESSES)).toBe(isRead);
  });
});
