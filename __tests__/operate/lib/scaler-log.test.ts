import { SessionListener } from '../../../agent/github/scale/session-listener';
import { createLog } from '../../../agent/process/log';
import { DecisionLog } from '../../../agent/scale/decision-log';
import { realClock } from '../../../lib/clock';
import { scalerLog } from '../../../operate/lib/scaler-log';
import { FakeGitHub } from '../../../proof/fake-github/fake-github';
import { GitHub } from '../../../providers/github/client/client';
import { NOW } from './cluster/support/fake-cluster';
import { decisionLine } from './cluster/support/healthy-cluster';

const DECISION = {
  entry: 'pipelines-linux',
  running: 4,
  waiting: 3,
  onTheirWay: 1,
  warm: 0,
  forJobs: 1,
  forWarm: 0,
  heldBack: { maximum: 0, 'parallel-jobs': 1, 'cannot-start': 0 },
  answer: 5,
};
const logOf = (pod: string, ...lines: readonly string[]) => ({ pod, lines });
const event = (text: string, fields: object = {}) =>
  JSON.stringify({ level: 'error', time: '2026-11-25T09:59:00Z', ...fields, event: text });

test('a decision is read as the program writes it', () => {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => new Date(NOW),
  );
  new DecisionLog(log, { now: () => 0 }).show(DECISION, 'ImagePullBackOff');
  expect(scalerLog([{ pod: 'a', lines }]).decisions.get('pipelines-linux')).toEqual({
    loggedAt: NOW,
    pod: 'a',
    text: '3 waiting: 1 agent on its way, 1 agent to create, 1 held back by parallel jobs',
    waiting: 3,
    onTheirWay: 1,
    warm: 0,
    running: 4,
    create: 1,
    heldBack: { maximum: 0, parallelJobs: 1, cannotStart: 0 },
    reason: 'ImagePullBackOff',
  });
});

test('of all replicas, the newest decision for each entry counts', () => {
  const { decisions } = scalerLog([
    logOf(
      'a',
      decisionLine('one', { text: 'old' }, 3),
      decisionLine('one', { text: 'newest' }, 1),
      decisionLine('two', { text: 'only' }, 4),
    ),
    logOf('b', decisionLine('one', { text: 'of the other' }, 2)),
  ]);
  expect([...decisions].map(([entry, { text, pod }]) => [entry, text, pod])).toEqual([
    ['one', 'newest', 'a'],
    ['two', 'only', 'a'],
  ]);
});

test('what a replica cannot do is told until it can again, and once for all replicas', () => {
  const fails = event('cannot read the queue of agent pool aks, trying again', { reason: '401' });
  const lines = [
    event('cannot list the Jobs and pods, trying again', { reason: 'ECONNRESET' }),
    fails,
    event('can list the Jobs and pods again'),
  ];
  expect(scalerLog([logOf('a', ...lines), logOf('b', fails)]).failures).toEqual(['it cannot read the queue of agent pool aks: 401']);
});

test('lines of other programs and of other versions are skipped', () => {
  const broken = [decisionLine('one', { waiting: 'many' }), '(node:1) Warning: something', '{"event":1}', 'null'];
  expect(scalerLog([logOf('a', ...broken)])).toEqual({ decisions: new Map(), failures: [], openElsewhere: new Map() });
});

test('a replica says in its log that it waits for the session of a scale set', async () => {
  const github = await FakeGitHub.start();
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => new Date(NOW),
  );
  const client = new GitHub({
    url: github.organisation(),
    credential: async () => ({ kind: 'pat', token: github.token }),
    userAgent: 'test',
  });
  const entry = { name: 'pipelines-gh-linux', scaleSet: { name: 'gh-linux', group: 'Default', labels: [] }, maxAgents: 1 };
  const set = await client.createScaleSet({ name: 'gh-linux', groupId: 1, labels: [] });
  if (set === 'exists') throw new Error('the fake has a scale set already');
  await client.openSession(set.id, 'another');
  const stop = new AbortController();
  const sink = { noteAnswer: () => {}, noteFailure: () => {}, noteRecreated: () => {}, noteClosed: () => stop.abort() };
  await new SessionListener({ entry, client, owner: 'me', sink, askedAt: realClock.now, onConflict: () => {}, clock: realClock, log }).run(
    stop.signal,
  );
  await github.close();
  expect([...scalerLog([logOf('a', ...lines)]).openElsewhere]).toEqual([['pipelines-gh-linux', NOW]]);
});
