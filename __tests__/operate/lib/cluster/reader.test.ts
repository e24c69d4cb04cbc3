import type { RawAnswer } from '../../../../operate/lib/cluster/answer';
import { clusterReader } from '../../../../operate/lib/cluster/reader';

/** A reader that gets one answer, and the requests that it sent. */
function readerOf(answer: Partial<RawAnswer> & { readonly json?: unknown }) {
  const asked: string[] = [];
  const reader = clusterReader(async (path, accept) => {
    asked.push(`${path} ${accept}`);
    return { status: 200, body: JSON.stringify(answer.json), ...answer };
  });
  return { reader, asked };
}

const failure = (status: number, message: string) => ({ status, json: { kind: 'Status', message } });

test('the version is returned with the time of the API server', async () => {
  const { reader } = readerOf({ json: { gitVersion: 'v1.36.3' }, date: 'Wed, 25 Nov 2026 10:00:00 GMT' });
  expect(await reader.version()).toEqual({ gitVersion: 'v1.36.3', serverTime: Date.UTC(2026, 10, 25, 10) });
});

test('only the metadata of a secret is read', async () => {
  const { reader, asked } = readerOf({ json: { metadata: { name: 'azure-devops-token' } } });
  expect((await reader.secret('agents', 'azure-devops-token'))?.metadata.name).toBe('azure-devops-token');
  expect(asked).toEqual([
    '/api/v1/namespaces/agents/secrets/azure-devops-token application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
  ]);
});

test('of the Secrets of Helm, only the metadata is listed, and only those of releases are read', async () => {
  const { reader, asked } = readerOf({ json: { items: [{ metadata: { name: 'sh.helm.release.v1.agents.v1' } }] } });
  expect((await reader.releases('agents')).map(({ metadata }) => metadata.name)).toEqual(['sh.helm.release.v1.agents.v1']);
  expect(asked).toEqual([
    '/api/v1/namespaces/agents/secrets?labelSelector=owner%3Dhelm application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
  ]);
  const other = readerOf({ json: { metadata: { name: 'azure-devops-token' }, type: 'Opaque', data: { release: 'c2VjcmV0' } } });
  await expect(other.reader.release('agents', 'azure-devops-token')).rejects.toThrow('type is not as Kubernetes documents it');
});

test('the newest lines of a log are read as text', async () => {
  const { reader, asked } = readerOf({ body: '{"event":"a"}\nnot JSON\n' });
  expect(await reader.log('agents', 'scaler-1', 20)).toEqual(['{"event":"a"}', 'not JSON']);
  expect(asked).toEqual(['/api/v1/namespaces/agents/pods/scaler-1/log?tailLines=20 application/json, */*']);
});

test('a log that is not there yet is an error with what the API server says', async () => {
  const { reader } = readerOf(failure(400, 'container "scaler" in pod "a" is waiting to start'));
  await expect(reader.log('agents', 'a', 20)).rejects.toMatchObject({
    fault: 'refused',
    message: expect.stringContaining('waiting to start'),
  });
});

test('an object that is read by name and does not exist is undefined', async () => {
  const { reader } = readerOf(failure(404, 'triggerauthentications.keda.sh "a" not found'));
  expect(await reader.triggerAuthentication('agents', 'a')).toBeUndefined();
});

test('a list of a kind that the cluster does not have is an error, not an empty list', async () => {
  const { reader } = readerOf({ status: 404, body: '404 page not found\n' });
  await expect(reader.scaledJobs('agents')).rejects.toMatchObject({ fault: 'absent' });
});

test('a missing right is reported as Kubernetes names it', async () => {
  const said = 'pods is forbidden: User "me" cannot list resource "pods" in API group "" in the namespace "agents"';
  const { reader } = readerOf(failure(403, said));
  await expect(reader.pods('agents')).rejects.toMatchObject({
    fault: 'right',
    message: `a right is missing: ${said}: ask for a role with the data action Microsoft.ContainerService/managedClusters/*/read on the cluster`,
  });
});

test('a refused sign-in is reported with how to sign in again', async () => {
  const { reader } = readerOf(failure(401, 'Unauthorized'));
  await expect(reader.nodes()).rejects.toMatchObject({
    fault: 'signIn',
    message: 'the cluster refuses the sign-in (401 Unauthorized): sign in again with az login, then run kubelogin remove-tokens',
  });
});

test.each([
  [{ status: 500, body: '' }, '/api/v1/nodes: the API server answered 500: no message'],
  [{ status: 200, body: '<html>' }, '/api/v1/nodes: the answer is not JSON: "<html>"'],
  [{ json: { items: [{ metadata: {} }] } }, '/api/v1/nodes: items.0.metadata.name is not as Kubernetes documents it'],
])('%j is an error with its reason', async (answer, message) => {
  await expect(readerOf(answer).reader.nodes()).rejects.toMatchObject({ fault: 'refused', message });
});
