import { answerOf } from '../../../../agent/github/scale/answer-of';
import { event, message, numbers } from './support/scripted-session';

const FIRST = { isRepeated: false, isOld: true };
const NEXT = { isRepeated: false, isOld: false };
const EVENTS = [
  event('assigned', { jobId: 'a' }),
  event('assigned', { jobId: 'b' }),
  event('started', { jobId: 'a', runnerName: 'gh-a', queuedAt: 1, startedAt: 2 }),
  event('completed', { jobId: 'c', runnerName: 'gh-c', result: 'succeeded' }),
];

test('a message has a count, and events about jobs and runners', () => {
  expect(answerOf(message(1, numbers(2, 1), ...EVENTS), NEXT)).toEqual({
    count: { assigned: 2, running: 1 },
    arrived: 2,
    begun: [{ agent: 'gh-a', queuedAt: 1, receivedAt: 2 }],
    ended: ['gh-c'],
  });
});

test('only the count of a repeated message is new', () => {
  expect(answerOf(message(1, numbers(2, 1), ...EVENTS), { isRepeated: true, isOld: false })).toEqual({
    count: { assigned: 2, running: 1 },
    arrived: 0,
    begun: [],
    ended: [],
  });
});

test('the jobs of the first message of a session do not count as arriving now', () => {
  expect(answerOf(message(1, numbers(2), ...EVENTS), FIRST)).toMatchObject({ arrived: 0, ended: ['gh-c'] });
});

test('an event that is repeated within a message counts once', () => {
  expect(answerOf(message(1, numbers(1), event('assigned'), event('assigned')), NEXT).arrived).toBe(1);
});

test('a job that ended without a runner says nothing about runners', () => {
  expect(answerOf(message(1, numbers(0), event('completed', { result: 'canceled' }), event('started')), NEXT)).toMatchObject({
    begun: [],
    ended: [],
  });
});

test('a message without statistics leaves the count', () => {
  expect(answerOf(message(1, undefined, ...EVENTS), NEXT).count).toBeUndefined();
});
