import type { FakeGitHub } from '../../../proof/fake-github/fake-github';
import { ScaleSetScene } from '../support/scale-set-scene';

// GitHub gives no usable answer. Whatever it is, the scaler counts on as soon as GitHub answers again.

let scene: ScaleSetScene;
beforeEach(async () => {
  scene = await ScaleSetScene.start({ settings: { sessionExpiryMs: 1_500 } });
});
afterEach(() => scene.end());

const OPENING = { method: 'POST', path: /sessions/ } as const;
const POLL = { method: 'GET', path: /scalesets\/message/ } as const;
const ACKNOWLEDGEMENT = { method: 'DELETE', path: /scalesets\/message/ } as const;
const REFRESH = { method: 'PATCH', path: /sessions/ } as const;

const BROKEN = ['429', '500', '503', '200-html', '200-empty', 'cut', 'lost-answer', 'reset'] as const;
const REFUSED = ['401', '403', '404-rest'] as const;
type FaultSpec = Parameters<FakeGitHub['fault']>[0];

const cases: [string, string, FaultSpec][] = [
  ...[...BROKEN, ...REFUSED, '404-scale-set' as const].map((answer): [string, string, FaultSpec] => [
    'opening a session',
    answer,
    { ...OPENING, answer },
  ]),
  ...[...BROKEN, ...REFUSED, '404-session' as const, '404-scale-set' as const, '202' as const, 'bom' as const].map(
    (answer): [string, string, FaultSpec] => ['a poll', answer, { ...POLL, answer }],
  ),
  ...(['401', '404-rest', '500', 'lost-answer', 'reset'] as const).map((answer): [string, string, FaultSpec] => [
    'an acknowledgement',
    answer,
    { ...ACKNOWLEDGEMENT, answer },
  ]),
];

test.each(cases)('%s is answered with %s twice', async (where, _, spec) => {
  if (where === 'opening a session') scene.github.fault({ ...spec, times: 2 });
  const program = await scene.start();
  await scene.untilHeld();
  const fault = where === 'opening a session' ? undefined : scene.github.fault({ ...spec, times: 2 });
  scene.queueJobs(1);
  await program.answers(1);
  scene.queueJobs(1);
  await program.answers(2);
  if (where === 'a poll') expect(fault?.hits).toBe(2);
});

test('a wait that GitHub asks for is not shortened by another call', async () => {
  const program = await scene.start();
  await scene.untilHeld();
  scene.github.fault({ ...POLL, answer: { status: 429, retryAfter: 1 }, times: 1 });
  scene.queueJobs(1);
  await program.answers(1);
});

test('the token of the session is refused, and cannot be renewed: another session follows', async () => {
  const program = await scene.start();
  await scene.untilHeld();
  scene.github.fault({ ...POLL, answer: '401', times: 2 });
  scene.github.fault({ ...REFRESH, answer: '404-session', times: 1 });
  scene.queueJobs(2);
  await program.answers(2);
});

test.each(['no-statistics', 'unknown-event', 'unknown-fields', 'unknown-type', { totalAssignedJobs: 50 }] as const)(
  'a message is wrong: %j. The next one is right',
  async (change) => {
    const program = await scene.start();
    await scene.untilHeld();
    scene.github.switches.changeMessages(change);
    scene.queueJobs(1);
    // Without any numbers, a new session has some. Wrong ones are believed, up to the maximum.
    await program.answers(typeof change === 'string' ? 1 : 5);
    scene.queueJobs(1);
    await program.answers(2);
  },
);

test.each(['drop', 'repeat'] as const)('all events of jobs are affected: %s. Only the numbers count', async (action) => {
  const program = await scene.start();
  await scene.untilHeld();
  scene.github.switches.events({ action });
  scene.queueJobs(3);
  scene.github.switches.sendStatistics(scene.set.id);
  await program.answers(3);
});

test('the labels of a message queue that has moved are used after a refresh', async () => {
  scene.github.settings.changesQueueUrl = true;
  const program = await scene.start();
  await scene.untilHeld();
  scene.github.switches.revokeTokens('queue');
  scene.queueJobs(1);
  await program.answers(1);
});

test('a session without a queue, as in an outage, counts as not opened', async () => {
  scene.github.settings.emptyQueueUrl = true;
  const program = await scene.start();
  await scene.untilHeld();
  expect(await program.number()).toBe(503);
  scene.github.settings.emptyQueueUrl = false;
  scene.queueJobs(1);
  await program.answers(1);
});
