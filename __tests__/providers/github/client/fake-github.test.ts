import { FakeGitHub, type FakeGitHubOptions } from '../../../../proof/fake-github/fake-github';
import { GitHub } from '../../../../providers/github/client/client';
import { GitHubRest } from '../../../../providers/github/client/rest';
import type { Credential, GitHubConnection, ScaleSetSpec, Session } from '../../../../providers/github/client/types';
import { Workflows } from '../../../../providers/github/client/workflows';

// The client and the fake were written apart, each from what is known of the service.

let fake: FakeGitHub;
let stop: AbortController;
const start = async (options: FakeGitHubOptions = {}) => {
  stop = new AbortController();
  fake = await FakeGitHub.start({ longPollMs: 50, ...options });
};
afterEach(async () => {
  stop.abort();
  await fake.close();
});

const connection = (more: Partial<GitHubConnection> = {}): GitHubConnection => ({
  url: fake.organisation(),
  credential: async () => ({ kind: 'pat', token: fake.token }),
  userAgent: '{"system":"test"}',
  sleep: async () => {},
  ...more,
});
const client = (more: Partial<GitHubConnection> = {}) => new GitHub(connection(more));
const asApp = (): Partial<GitHubConnection> => {
  const { app, installation, privateKey } = fake.addApp();
  const credential: Credential = { kind: 'app', clientId: app.clientId, installationId: installation.id, privateKey };
  return { credential: async () => credential };
};
const SPEC: ScaleSetSpec = { name: 'gh-linux', groupId: 1, labels: [] };

async function createSet(github: GitHub, spec = SPEC): Promise<number> {
  const set = await github.createScaleSet(spec);
  if (set === 'exists') throw new Error('the scale set exists');
  return set.id;
}

async function openSession(github: GitHub, scaleSetId: number): Promise<Session> {
  const answer = await github.openSession(scaleSetId, 'scaler-a');
  if (answer === 'conflict') throw new Error('a conflict');
  return answer.session;
}
const poll = (session: Session, lastMessageId = 0) => session.poll({ lastMessageId, capacity: 10, signal: stop.signal });

/** Polls until a message has an event of this kind, and acknowledges each message. */
async function untilEvent(session: Session, kind: string) {
  for (let last = 0; ; ) {
    const message = await poll(session, last);
    if (message === undefined) continue;
    last = message.id;
    await session.acknowledge(last);
    const found = message.events.find((event) => event.kind === kind);
    if (found !== undefined) return { event: found, statistics: message.statistics };
  }
}

describe('signing in', () => {
  beforeEach(() => start());

  test('an App and a personal access token reach an organisation and a repository', async () => {
    for (const url of [fake.organisation(), fake.repository('contoso/app')]) {
      expect(await client({ url }).findScaleSet(1, 'gh-linux')).toBeUndefined();
      expect(await client({ url, ...asApp() }).findScaleSet(1, 'gh-linux')).toBeUndefined();
    }
  });

  test('a classic token reaches an enterprise, and an App is told what to use', async () => {
    const url = fake.enterprise('contoso-group');
    expect(await client({ url }).findScaleSet(1, 'gh-linux')).toBeUndefined();
    await expect(client({ url, ...asApp() }).findScaleSet(1, 'gh-linux')).rejects.toThrow('use a classic personal access token');
  });

  test('a token without the scope, and one that was revoked, are different problems', async () => {
    const weak = fake.issueToken({ scopes: ['repo'] });
    const find = (token: string) => client({ credential: async () => ({ kind: 'pat', token }) }).findScaleSet(1, 'a');
    await expect(find(weak)).rejects.toMatchObject({ fault: 'right', message: expect.stringContaining('admin:org') });
    fake.revokeToken(weak);
    await expect(find(weak)).rejects.toMatchObject({ fault: 'signIn' });
  });

  test('a registration token that GitHub does not know yet is tried again', async () => {
    fake.fault({ path: /runner-registration/, answer: '401', times: 2 });
    expect(await client().findScaleSet(1, 'gh-linux')).toBeUndefined();
  });

  test('tokens that GitHub has revoked are replaced', async () => {
    const github = client(asApp());
    await github.runners();
    for (const kind of ['installation', 'registration', 'admin'] as const) fake.switches.revokeTokens(kind);
    expect(await github.runners()).toEqual([]);
  });

  test.each(['200-html', '200-empty', 'reset', 'cut', '429', '500', '503'] as const)(
    '%s is transient, wherever it comes',
    async (answer) => {
      for (const path of [/registration-token/, /runner-registration/, /runnerscalesets/]) {
        const fault = fake.fault({ path, answer });
        await expect(client().findScaleSet(1, 'gh-linux')).rejects.toMatchObject({ fault: 'transient' });
        fault.remove();
      }
    },
  );

  test('a byte order mark is no fault', async () => {
    fake.fault({ answer: 'bom' });
    expect(await client(asApp()).findScaleSet(1, 'gh-linux')).toBeUndefined();
  });

  test('a wait is passed on, as seconds and as a date', async () => {
    const github = client();
    await github.runners();
    for (const retryAfter of [7, new Date(Date.now() + 60_000)]) {
      fake.fault({ path: /agents/, answer: { status: 429, retryAfter }, times: 1 });
      const failure = await github.runners().catch((error: unknown) => error);
      expect(failure).toMatchObject({ fault: 'transient', retryAfterMs: expect.any(Number) });
    }
  });
});

describe('scale sets and runners', () => {
  beforeEach(() => start());

  test('a scale set is created once, found, changed and deleted', async () => {
    const github = client();
    const group = fake.addGroup({ name: 'Payments & co' });
    expect(await github.findRunnerGroup('payments & co')).toBe(group.id);
    expect(await github.findRunnerGroup('nobody')).toBeUndefined();
    const spec = { name: 'gh-linux', groupId: group.id, labels: ['aks', 'linux'] };
    const id = await createSet(github, spec);
    expect(await github.createScaleSet(spec)).toBe('exists');
    expect(await github.findScaleSet(1, 'gh-linux')).toBeUndefined();
    expect(await github.findScaleSet(group.id, 'gh-linux')).toEqual({
      id,
      name: 'gh-linux',
      runnerGroupId: group.id,
      labels: ['aks', 'linux'],
    });
    expect(await github.updateScaleSet(id, { ...spec, labels: [] })).toMatchObject({ labels: ['gh-linux'] });
    expect(fake.scaleSets).toMatchObject([{ disableUpdate: true }]);
    expect(await github.deleteScaleSet(id)).toBe('deleted');
    expect(await github.deleteScaleSet(id)).toBe('absent');
    await expect(github.updateScaleSet(id, spec)).rejects.toMatchObject({ fault: 'absent' });
    await expect(github.openSession(id, 'scaler-a')).rejects.toMatchObject({ fault: 'absent' });
    await expect(github.createJitConfig(id, { name: 'a', workFolder: '/work' })).rejects.toMatchObject({ fault: 'absent' });
  });

  test('a runner is registered, found and removed', async () => {
    const github = client();
    const id = await createSet(github);
    const made = await github.createJitConfig(id, { name: 'gh-linux-abc', workFolder: '/work' });
    if (made === 'exists') throw new Error('the runner exists');
    const files = JSON.parse(Buffer.from(made.encoded, 'base64').toString('utf8'));
    expect(Object.keys(files)).toEqual(['.runner', '.credentials', '.credentials_rsaparams']);
    expect(made.runner).toMatchObject({ name: 'gh-linux-abc', scaleSetId: id });
    expect(await github.findRunner(made.runner.id)).toEqual(made.runner);
    expect(await github.findRunnerByName('gh-linux-abc')).toEqual(made.runner);
    expect(await github.runners()).toEqual([made.runner]);
    expect(await github.createJitConfig(id, { name: 'gh-linux-abc', workFolder: '/work' })).toBe('exists');
    expect(await github.removeRunner(made.runner.id)).toBe('deleted');
    expect(await github.removeRunner(made.runner.id)).toBe('absent');
    expect(await github.findRunner(made.runner.id)).toBeUndefined();
    expect(await github.findRunnerByName('gh-linux-abc')).toBeUndefined();
  });

  test('after a lost answer the runner is there, and can be removed and made again', async () => {
    const github = client();
    const id = await createSet(github);
    fake.fault({ path: /generatejitconfig/, answer: 'lost-answer', times: 1 });
    const create = () => github.createJitConfig(id, { name: 'gh-linux-abc', workFolder: '/work' });
    await expect(create()).rejects.toMatchObject({ fault: 'transient', status: 0 });
    expect(await create()).toBe('exists');
    expect(await github.removeRunner((await github.findRunnerByName('gh-linux-abc'))?.id ?? 0)).toBe('deleted');
    expect(await create()).toMatchObject({ runner: { name: 'gh-linux-abc' } });
  });

  test.each(['400-busy', '400-wrapped', '422-busy'] as const)('%s says that a runner is busy', async (answer) => {
    const github = client();
    fake.fault({ method: 'DELETE', answer });
    expect(await github.removeRunner(1)).toBe('busy');
  });

  test('a runner with a job is busy', async () => {
    const github = client();
    const id = await createSet(github);
    const session = await openSession(github, id);
    await github.createJitConfig(id, { name: 'gh-linux-abc', workFolder: '/work' });
    fake.connect('gh-linux-abc');
    const job = fake.queueJob({ labels: 'gh-linux' });
    const { event } = await untilEvent(session, 'started');
    expect(event).toMatchObject({ runnerName: 'gh-linux-abc', jobId: job.jobId });
    const runner = await github.findRunnerByName('gh-linux-abc');
    expect(await github.removeRunner(runner?.id ?? 0)).toBe('busy');
    fake.finishJob(job);
    expect((await untilEvent(session, 'completed')).event).toMatchObject({ runnerName: 'gh-linux-abc', result: 'succeeded' });
    expect(await github.removeRunner(runner?.id ?? 0)).toBe('absent');
  });
});

describe('sessions', () => {
  let github: GitHub;
  let id: number;
  beforeEach(async () => {
    await start();
    github = client();
    id = await createSet(github);
  });

  test('there is one at a time', async () => {
    const session = await openSession(github, id);
    expect(await github.openSession(id, 'scaler-b')).toBe('conflict');
    expect(await github.openSession(id, 'scaler-a')).toBe('conflict');
    await session.close();
    await session.close();
    expect(await github.openSession(id, 'scaler-b')).toMatchObject({ statistics: { assigned: 0 } });
    expect(fake.scaleSets).toMatchObject([{ sessionOwner: 'scaler-b' }]);
  });

  test('a job is reported with the numbers of now, until the message is acknowledged', async () => {
    const session = await openSession(github, id);
    expect(await poll(session)).toBeUndefined();
    const job = fake.queueJob({ labels: 'gh-linux' });
    const message = await poll(session);
    expect(message).toMatchObject({
      statistics: { assigned: 1, running: 0 },
      events: [{ kind: 'assigned', jobId: job.jobId, requestId: 0 }],
    });
    expect(await poll(session)).toEqual(message);
    await session.acknowledge(message?.id ?? 0);
    await session.acknowledge(message?.id ?? 0);
    expect(await poll(session, message?.id)).toBeUndefined();
    expect(fake.scaleSets).toMatchObject([{ capacity: 10 }]);
  });

  test('a job that waits when a session opens is in its numbers', async () => {
    const first = await openSession(github, id);
    await poll(first);
    fake.queueJob({ labels: 'gh-linux' });
    await untilEvent(first, 'assigned');
    await first.close();
    expect(await github.openSession(id, 'scaler-b')).toMatchObject({ statistics: { assigned: 1 } });
  });

  test('a refused token of the queue is replaced, and one of the service too', async () => {
    const session = await openSession(github, id);
    await poll(session);
    fake.switches.revokeTokens('queue');
    expect(await poll(session)).toBeUndefined();
    fake.switches.revokeTokens('queue');
    fake.switches.revokeTokens('admin');
    expect(await poll(session)).toBeUndefined();
    const fault = fake.fault({ path: /_queue/, answer: '401' });
    await expect(poll(session)).rejects.toMatchObject({ fault: 'transient' });
    expect(fault.hits).toBe(2);
  });

  test('another address comes with a new token', async () => {
    fake.settings.changesQueueUrl = true;
    const session = await openSession(github, id);
    fake.switches.revokeTokens('queue');
    expect(await poll(session)).toBeUndefined();
    expect(await poll(session)).toBeUndefined();
  });

  test('a session without a queue is closed again', async () => {
    fake.settings.emptyQueueUrl = true;
    await expect(github.openSession(id, 'scaler-a')).rejects.toMatchObject({ fault: 'transient' });
    fake.settings.emptyQueueUrl = false;
    expect(await github.openSession(id, 'scaler-a')).not.toBe('conflict');
  });

  test('a session that the service has lost is gone', async () => {
    const session = await openSession(github, id);
    fake.switches.loseSession(id);
    await expect(poll(session)).rejects.toMatchObject({ fault: 'absent' });
    await session.close();
  });

  test.each(['404', '401'] as const)('a scale set that is deleted during a poll is gone, if that is answered with %s', async (answer) => {
    fake.settings.deletedSetPoll = answer;
    fake.settings.longPollMs = 60_000;
    const session = await openSession(github, id);
    const polling = poll(session);
    const refused = expect(polling).rejects.toMatchObject({ fault: 'absent' });
    await fake.eventually('the poll is held', () => fake.scaleSets[0]?.capacity === 10);
    fake.switches.deleteScaleSet(id);
    await refused;
  });

  test.each(['200-html', '200-empty', 'reset', 'cut', '429', '500', '503'] as const)(
    '%s in place of a message is transient',
    async (answer) => {
      const session = await openSession(github, id);
      await poll(session);
      fake.queueJob({ labels: 'gh-linux' });
      fake.fault({ path: /_queue/, answer, times: 1 });
      await expect(poll(session)).rejects.toMatchObject({ fault: 'transient' });
      expect(await poll(session)).toMatchObject({ events: [{ kind: 'assigned' }] });
    },
  );

  test('changed messages are read as far as they can be', async () => {
    const session = await openSession(github, id);
    await poll(session);
    fake.queueJob({ labels: 'gh-linux' });
    for (const change of ['no-statistics', 'unknown-event', 'unknown-fields', 'unknown-type'] as const)
      fake.switches.changeMessages(change);
    expect(await poll(session)).toMatchObject({ events: [{ kind: 'assigned' }], statistics: undefined });
    expect((await poll(session))?.events).toHaveLength(1);
    expect(await poll(session)).toMatchObject({ events: [{ kind: 'assigned' }] });
    expect(await poll(session)).toMatchObject({ events: [], statistics: { assigned: 1 } });
  });

  test('a message without events has the numbers', async () => {
    const session = await openSession(github, id);
    fake.switches.sendStatistics(id);
    expect(await poll(session)).toMatchObject({ events: [], statistics: { assigned: 0 } });
  });

  test('a job that is cancelled before a runner takes it has no runner', async () => {
    const session = await openSession(github, id);
    await poll(session);
    const job = fake.queueJob({ labels: 'gh-linux' });
    await untilEvent(session, 'assigned');
    fake.cancelJob(job);
    expect(await untilEvent(session, 'completed')).toMatchObject({
      event: { result: 'canceled', runnerName: undefined },
      statistics: { assigned: 0 },
    });
  });

  test('the signal ends a poll', async () => {
    fake.settings.longPollMs = 60_000;
    const session = await openSession(github, id);
    const polling = poll(session);
    await fake.eventually('the poll is held', () => fake.scaleSets[0]?.capacity === 10);
    stop.abort();
    expect(await polling).toBeUndefined();
  });
});

test('on a server that waits for it, jobs are acquired', async () => {
  await start({ mode: 'acquire' });
  const github = client();
  const session = await openSession(github, await createSet(github));
  await poll(session);
  fake.queueJob({ labels: 'gh-linux' });
  const { event, statistics } = await untilEvent(session, 'available');
  expect(statistics).toMatchObject({ available: 1, assigned: 0 });
  expect(await session.acquire([event.requestId, 999_999])).toEqual([event.requestId]);
  expect(await untilEvent(session, 'assigned')).toMatchObject({ event: { requestId: event.requestId }, statistics: { assigned: 1 } });
});

describe('the REST API', () => {
  beforeEach(() => start());

  test('shows the credential', async () => {
    const app = new GitHubRest(connection(asApp()));
    const installation = await app.installation();
    expect(installation).toMatchObject({ account: { login: 'contoso' }, permissions: { organization_self_hosted_runners: 'write' } });
    expect(await app.installationHere()).toEqual(installation);
    expect(await new GitHubRest(connection()).personalToken()).toMatchObject({ scopes: expect.arrayContaining(['admin:org']) });
  });

  test('shows runner groups, their repositories, and runners', async () => {
    const { id } = fake.addGroup({ name: 'Payments', repositories: ['contoso/app'], allowsPublicRepositories: false });
    const rest = new GitHubRest(connection(asApp()));
    expect(await rest.findRunnerGroup('payments')).toMatchObject({ id, visibility: 'selected', allows_public_repositories: false });
    expect(await rest.repositoriesOf(id)).toEqual([{ full_name: 'contoso/app', private: true }]);
    const github = client();
    await github.createJitConfig(await createSet(github), { name: 'gh-linux-abc', workFolder: '/work' });
    const [runner] = await rest.runners();
    expect(runner).toMatchObject({ name: 'gh-linux-abc', status: 'offline', busy: false, labels: [{ name: 'gh-linux' }] });
    expect(await rest.removeRunner(runner?.id ?? 0)).toBe('deleted');
    expect(await rest.removeRunner(runner?.id ?? 0)).toBe('absent');
  });

  test('starts a workflow and shows its jobs', async () => {
    const workflows = new Workflows(connection(asApp()), 'contoso/app');
    const { default_branch: ref } = await workflows.repository();
    const since = Date.now();
    await workflows.dispatch('load-test.yml', { ref, inputs: { count: '120', 'runs-on': 'gh-linux' } });
    const [run] = await workflows.runs('load-test.yml', { event: 'workflow_dispatch', since });
    expect(run).toMatchObject({ status: 'queued', event: 'workflow_dispatch', head_branch: ref });
    expect(await workflows.jobs(run?.id ?? 0)).toHaveLength(120);
    await workflows.cancel(run?.id ?? 0);
    expect(await workflows.run(run?.id ?? 0)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
    await expect(workflows.dispatch('load-test.yml', { ref, inputs: { other: '1' } })).rejects.toThrow('Unexpected inputs provided');
    await expect(workflows.dispatch('nobody.yml', { ref })).rejects.toMatchObject({ fault: 'absent' });
  });
});
