import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { livePods } from '../../../agent/kubernetes/live-pods';
import { ApiServer } from '../support/api-server';
import { selfSigned } from '../support/certificate';

let server: ApiServer;
beforeEach(async () => {
  server = await ApiServer.start();
});
afterEach(() => server.close());

const list = (timeoutMs?: number) => livePods(server.api(timeoutMs));

const answers = (json: unknown) => {
  server.answer = (_, response) => void response.end(typeof json === 'string' ? json : JSON.stringify(json));
};
const pod = (name: string, phase?: string) => ({ metadata: { name }, status: { phase } });
const podList = (items: unknown, more?: string) => ({ kind: 'PodList', apiVersion: 'v1', metadata: { continue: more }, items });

test('a pod is alive unless it has succeeded or failed', async () => {
  answers(
    podList([
      pod('running', 'Running'),
      pod('pending', 'Pending'),
      pod('unknown', 'Unknown'),
      pod('new'),
      { metadata: { name: 'bare' } },
      pod('succeeded', 'Succeeded'),
      pod('failed', 'Failed'),
    ]),
  );
  expect([...(await list())]).toEqual(['running', 'pending', 'unknown', 'new', 'bare']);
});

test('all pages are read', async () => {
  server.answer = ({ url = '' }, response) => {
    const page = podList([pod(url.endsWith('continue=') ? 'one' : 'two', 'Running')], url.endsWith('continue=') ? 'a/b=' : '');
    response.end(JSON.stringify(page));
  };
  expect([...(await list())]).toEqual(['one', 'two']);
  expect(server.asked.map(({ url }) => url)).toEqual([
    '/api/v1/namespaces/agents/pods?limit=250&continue=',
    '/api/v1/namespaces/agents/pods?limit=250&continue=a%2Fb%3D',
  ]);
});

test('it gives up after too many pages', async () => {
  answers(podList([pod('one', 'Running')], 'more'));
  await expect(list()).rejects.toThrow('more than 10000 pods');
});

test('the token is read for each call, because it is renewed', async () => {
  answers(podList([pod('one', 'Running')]));
  await list();
  writeFileSync(join(server.folder, 'token'), 'second');
  await list();
  expect(server.asked.map(({ authorization }) => authorization)).toEqual(['Bearer first', 'Bearer second']);
});

test('a server whose certificate the authority of the service account has not signed is not trusted, and does not get the token', async () => {
  writeFileSync(join(server.folder, 'ca.crt'), selfSigned().cert);
  answers(podList([pod('one', 'Running')]));
  await expect(list()).rejects.toThrow(/cannot list the pods of namespace agents at https:\/\/127\.0\.0\.1:\d+: .*certificate/);
  expect(server.asked).toEqual([]);
});

test.each([
  ['an empty list, because at least this pod is alive,', podList([]), 'check that AZP_NAMESPACE is the namespace of this pod'],
  ['a list of ended pods', podList([pod('one', 'Failed')]), 'check that AZP_NAMESPACE is the namespace of this pod'],
  ['a list of something else', { ...podList([pod('one')]), kind: 'SecretList' }, 'kind is not as documented'],
  ['a list without items', podList(undefined), 'items is not as documented'],
  ['a pod without a name', podList([{ metadata: {} }]), 'items.0.metadata.name is not as documented'],
  [
    'a phase that is not a text',
    podList([{ metadata: { name: 'one' }, status: { phase: 1 } }]),
    'items.0.status.phase is not as documented',
  ],
  ['truncated JSON', JSON.stringify(podList([pod('one')])).slice(0, -9), 'JSON'],
  ['nothing', '', 'JSON'],
  ['JSON that is not an object', 'null', 'the answer is not as documented'],
])('%s causes an error', async (_what, json, message) => {
  answers(json);
  await expect(list()).rejects.toThrow(message);
});

test('the error names a missing right', async () => {
  server.answer = (_, response) => void response.writeHead(403).end(JSON.stringify(podList([pod('one', 'Running')])));
  await expect(list()).rejects.toThrow('answered 403: check that the service account may list pods');
});

test('the error names a missing token', async () => {
  rmSync(join(server.folder, 'token'));
  await expect(list()).rejects.toThrow(/ENOENT.*token/);
});

test('an answer that ends early causes an error', async () => {
  server.answer = (_, response) => {
    response.writeHead(200, { 'content-length': '1000' });
    response.write('{"kind"', () => response.destroy());
  };
  await expect(list()).rejects.toThrow('cannot list the pods');
});

test('it gives up on an endless answer', async () => {
  server.answer = (_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(1024 * 1024, 32)));
    };
    response.on('drain', more);
    more();
  };
  await expect(list(30_000)).rejects.toThrow('the answer has more than 16777216 bytes');
});

test('it gives up without an answer', async () => {
  server.answer = () => {};
  await expect(list(50)).rejects.toThrow('cannot list the pods');
});

test('whatever the answer, the result has a pod that is alive, or the error says why the list failed', async () => {
  const anyPod = fc.record({
    metadata: fc.oneof(fc.record({ name: fc.oneof(fc.string(), fc.json()) }), fc.jsonValue()),
    status: fc.jsonValue(),
  });
  const anyList = fc.record({
    kind: fc.constantFrom('PodList', 'PodList', 'List'),
    metadata: fc.oneof(fc.constant({}), fc.jsonValue()),
    items: fc.oneof(fc.array(anyPod), fc.jsonValue()),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        anyList.map((each) => JSON.stringify(each)),
        fc.json(),
        fc.string(),
      ),
      async (body) => {
        answers(body);
        const outcome = await list().catch((error: Error) => error.message);
        if (typeof outcome === 'string') expect(outcome).toContain('cannot list the pods');
        else expect(outcome.size).toBeGreaterThan(0);
      },
    ),
    { numRuns: 200 },
  );
});
