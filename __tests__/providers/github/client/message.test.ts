import * as z from 'zod/mini';
import { message } from '../../../../providers/github/client/message';

const STATISTICS = {
  totalAvailableJobs: 1,
  totalAcquiredJobs: 2,
  totalAssignedJobs: 5,
  totalRunningJobs: 3,
  totalRegisteredRunners: 6,
  totalBusyRunners: 4,
  totalIdleRunners: 7,
};
const anEvent = (more: object = {}) => ({
  messageType: 'JobStarted',
  runnerRequestId: 7,
  repositoryName: 'shop',
  ownerName: 'contoso',
  jobId: 'job-1',
  requestLabels: ['gh-linux'],
  queueTime: '2026-01-05T10:00:00.1234567Z',
  scaleSetAssignTime: '2026-01-05T10:00:01Z',
  runnerAssignTime: '2026-01-05T10:00:02Z',
  finishTime: '0001-01-01T00:00:00Z',
  runnerId: 5,
  runnerName: 'gh-linux-abc',
  ...more,
});
const EVENT = {
  kind: 'started',
  jobId: 'job-1',
  requestId: 7,
  runnerName: 'gh-linux-abc',
  result: undefined,
  queuedAt: Date.UTC(2026, 0, 5, 10, 0, 0, 123),
  startedAt: Date.UTC(2026, 0, 5, 10, 0, 2),
};
const read = (more: object = {}) =>
  z.parse(message, { messageId: 3, messageType: 'RunnerScaleSetJobMessages', body: '', statistics: STATISTICS, ...more });
const eventsOf = (...events: readonly unknown[]) => read({ body: JSON.stringify(events) }).events;

test('a message has its id, its events and the numbers of now', () => {
  expect(read({ body: JSON.stringify([anEvent()]) })).toEqual({
    id: 3,
    events: [EVENT],
    statistics: { available: 1, acquired: 2, assigned: 5, running: 3, registered: 6, busy: 4, idle: 7 },
  });
});

test.each([
  ['JobAvailable', 'available'],
  ['JobAssigned', 'assigned'],
  ['JobStarted', 'started'],
  ['JobCompleted', 'completed'],
])('%s says that a job is %s', (messageType, kind) => {
  expect(eventsOf(anEvent({ messageType }))).toEqual([{ ...EVENT, kind }]);
});

test('the events keep their order', () => {
  const ids = Array.from({ length: 50 }, (_, index) => `job-${index}`);
  expect(eventsOf(...ids.map((jobId) => anEvent({ jobId }))).map(({ jobId }) => jobId)).toEqual(ids);
});

test('a job that was cancelled before a runner took it has no runner', () => {
  const cancelled = {
    messageType: 'JobCompleted',
    result: 'canceled',
    runnerName: '',
    runnerId: 0,
    runnerAssignTime: '0001-01-01T00:00:00Z',
  };
  expect(eventsOf(anEvent(cancelled))).toEqual([
    { ...EVENT, kind: 'completed', result: 'canceled', runnerName: undefined, startedAt: undefined },
  ]);
});

test('an event on github.com has the request id 0', () => {
  expect(eventsOf(anEvent({ messageType: 'JobAssigned', runnerRequestId: 0 }))).toMatchObject([{ requestId: 0, jobId: 'job-1' }]);
});

test('events of an unknown kind or form are left out, the others count', () => {
  const strange = [
    anEvent({ messageType: 'JobPaused' }),
    { jobId: 'x' },
    null,
    7,
    anEvent({ jobId: 7 }),
    anEvent({ messageType: 'constructor' }),
  ];
  expect(eventsOf(...strange, anEvent())).toEqual([EVENT]);
});

test.each([
  ['empty', { body: '' }],
  ['null', { body: null }],
  ['missing', { body: undefined }],
  ['no text', { body: [anEvent()] }],
  ['no JSON', { body: '[{' }],
  ['no list', { body: '{}' }],
  ['of a type that is no text', { messageType: 7, body: JSON.stringify([anEvent()]) }],
  ['of another type', { messageType: 'Notice', body: JSON.stringify([anEvent()]) }],
])('a message whose body is %s has its numbers and no events, so that it can be acknowledged', (_what, more) => {
  expect(read(more)).toMatchObject({ id: 3, events: [], statistics: { assigned: 5 } });
});

test.each([
  ['null', null],
  ['missing', undefined],
  ['no numbers', 'none'],
  ['without the demand', { ...STATISTICS, totalAssignedJobs: undefined }],
  ['negative', { ...STATISTICS, totalAssignedJobs: -1 }],
])(
  'a message whose numbers are %s has none, so that it can be acknowledged: otherwise it would come again without end',
  (_what, statistics) => {
    const body = JSON.stringify([anEvent()]);
    expect(read({ body, statistics })).toEqual({ id: 3, events: [EVENT], statistics: undefined });
  },
);

test.each([
  ['no id', { messageId: undefined }],
  ['an id that is no number', { messageId: '3' }],
  ['the id 0', { messageId: 0 }],
])('a message with %s is not understood', (_what, more) => {
  expect(() => read(more)).toThrow();
});
