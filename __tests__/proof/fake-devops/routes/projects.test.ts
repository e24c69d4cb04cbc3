import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';

let fake: FakeDevOps;
beforeEach(async () => {
  fake = await FakeDevOps.start({ projects: ['demo', 'web'] });
});
afterEach(() => fake.close());

const list = (token: string) =>
  fetch(`${fake.url}/_apis/projects`, { headers: { authorization: `Basic ${Buffer.from(`:${token}`).toString('base64')}` } });

test('projects are listed for a token with the scope vso.project', async () => {
  const answer = await list(fake.token);
  const { count, value } = (await answer.json()) as { count: number; value: { id: string; name: string }[] };
  expect({ count, names: value.map(({ name }) => name) }).toEqual({ count: 2, names: ['demo', 'web'] });
  expect(new Set(value.map(({ id }) => id)).size).toBe(2);
  expect((await list(fake.issueToken({ scopes: ['vso.agentpools_manage'] }))).status).toBe(403);
});
