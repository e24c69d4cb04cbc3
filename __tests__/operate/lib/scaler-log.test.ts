import { createLog } from '../../../agent/process/log';
import { DecisionLog } from '../../../agent/scale/decision-log';
import { scalerLog } from '../../../operate/lib/scaler-log';
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
const event = (text: string, fields: object = {}) =>
  JSON.stringify({ level: 'error', time: '2026-11-25T09:59:00Z', ...fields, event: text });

test('a decision is read as the program writes it', () => {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    () => new Date(NOW),
  );
  new DecisionLog(log, { now: () => 0 }).show(DECISION, 'ImagePullBackOff');
  expect(scalerLog([lines]).decisions.get('pipelines-linux')).toEqual({
    loggedAt: NOW,
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
    [decisionLine('one', { text: 'old' }, 3), decisionLine('one', { text: 'newest' }, 1), decisionLine('two', { text: 'only' }, 4)],
    [decisionLine('one', { text: 'of the other' }, 2)],
  ]);
  expect([...decisions].map(([entry, { text }]) => [entry, text])).toEqual([
    ['one', 'newest'],
    ['two', 'only'],
  ]);
});

test('what a replica cannot do is told until it can again, and once for all replicas', () => {
  const fails = event('cannot read the queue of agent pool aks, trying again', { reason: '401' });
  const lines = [
    event('cannot list the Jobs and pods, trying again', { reason: 'ECONNRESET' }),
    fails,
    event('can list the Jobs and pods again'),
  ];
  expect(scalerLog([lines, [fails]]).failures).toEqual(['it cannot read the queue of agent pool aks: 401']);
});

test('lines of other programs and of other versions are skipped', () => {
  const broken = [decisionLine('one', { waiting: 'many' }), '(node:1) Warning: something', '{"event":1}', 'null'];
  expect(scalerLog([broken])).toEqual({ decisions: new Map(), failures: [] });
});
