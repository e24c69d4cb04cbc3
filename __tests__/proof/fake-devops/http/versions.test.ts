import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { call } from '../support/client';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await FakeDevOps.start({ pools: ['linux'] });
  devops.addAgent('linux', { name: 'placeholder', version: '99.999.9' });
});
afterEach(() => devops.close());

const AGENT_PATH = '/_apis/distributedtask/pools/44/agents/25';
const noVersion = (method: string) =>
  `No api-version was supplied for the "${method}" request. The version must be supplied either as part of the Accept header (e.g. "application/json; api-version=1.0") or as a query parameter (e.g. "?api-version=1.0").`;

test.each(['/_apis/distributedtask/pools', '/_apis/distributedtask/pools/44/jobrequests', '/_apis/connectionData'])(
  'GET %s is served without a version',
  async (path) => {
    expect((await call(devops, 'GET', path)).status).toBe(200);
  },
);

test.each([
  ['POST', '/_apis/distributedtask/pools/44/agents'],
  ['PUT', AGENT_PATH],
  ['PATCH', AGENT_PATH],
  ['PATCH', '/_apis/distributedtask/pools/44'],
  ['DELETE', AGENT_PATH],
  ['PATCH', '/demo/_apis/build/builds/1'],
])('%s %s without a version is refused', async (method, path) => {
  const body = method === 'DELETE' ? undefined : { id: 25, name: 'placeholder', enabled: false };
  const answer = await call(devops, method, path, { body });
  expect(answer).toMatchObject({ status: 400, json: { typeKey: 'VssVersionNotSpecifiedException', message: noVersion(method) } });
  expect(devops.agentsOf('linux')).toMatchObject([{ name: 'placeholder', enabled: true }]);
});

test.each([
  ['?api-version=7.1', {}],
  ['?api-version=7.0', {}],
  ['?api-version=5.1-preview.1', {}],
  ['', { accept: 'application/json;api-version=7.1' }],
  ['', { accept: 'application/json; api-version=7.1' }],
])('a write with the version in "%s" and the headers %j is served', async (query, headers: Record<string, string>) => {
  expect((await call(devops, 'PATCH', `${AGENT_PATH}${query}`, { body: { id: 25, enabled: false }, headers })).status).toBe(200);
});

test.each([
  ['seven', 'VssInvalidApiResourceVersionException'],
  ['8.0', 'VssVersionOutOfRangeException'],
])('the version "%s" is refused', async (version, typeKey) => {
  const answer = await call(devops, 'GET', `/_apis/distributedtask/pools?api-version=${version}`);
  expect(answer).toMatchObject({ status: 400, json: { typeKey } });
});

test.each(['/_apis/connectionData', '/_apis/distributedtask/pools/44/permissions/2', '/_apis/distributedtask/resourceusage'])(
  '%s is in preview and requires -preview in the version',
  async (path) => {
    expect(await call(devops, 'GET', `${path}?api-version=7.1`)).toMatchObject({
      status: 400,
      json: {
        typeKey: 'VssInvalidPreviewVersionException',
        message:
          'The requested version "7.1" of the resource is under preview. The -preview flag must be supplied in the api-version for such requests. For example: "7.1-preview"',
      },
    });
    for (const version of ['7.1-preview', '7.1-preview.1']) {
      expect((await call(devops, 'GET', `${path}?api-version=${version}`)).status).toBe(200);
    }
  },
);

test('a body without the content type of JSON is refused', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await call(devops, 'PATCH', `${AGENT_PATH}?api-version=7.1`, { body: { id: 25, enabled: false }, headers });
  expect(answer).toMatchObject({ status: 400, json: { typeKey: 'VssRequestContentTypeNotSupportedException' } });
});

test.each(['{', '[]', '{"id":"25"}'])('the body %s is refused', async (body) => {
  expect((await call(devops, 'PATCH', `${AGENT_PATH}?api-version=7.1`, { body })).status).toBe(400);
});
