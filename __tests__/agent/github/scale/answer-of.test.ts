import { answerOf } from '../../../../agent/github/scale/answer-of';
import { event, numbers } from './support/scripted-session';

const EVENTS = [
  event('assigned', { jobId: 'a' }),
  event('assigned', { jobId: 'b' }),
  event('started', { jobId: 'a', runnerName: 'gh-a', queuedAt: 1, startedAt: 2 }),
  event('completed', { jobId: 'c', runnerName: 'gh-c', result: 'succeeded' }),
];

test('an answer has a count, and events about jobs and runners', () => {
  expect(answerOf({ statistics: numbers(2, 1), events: EVENTS, isOld: false })).toEqual({
    count: { assigned: 2, running: 1 },
    arrived: 2,
    begun: [{ agent: 'gh-a', queuedAt: 1, receivedAt: 2 }],
    ended: ['gh-c'],
  });
});

test('the jobs of old events do not count as arriving now', () => {
  expect(answerOf({ statistics: numbers(2), events: EVENTS, isOld: true })).toMatchObject({ arrived: 0, ended: ['gh-c'] });
});

test('a job that ended without a runner says nothing about runners', () => {
  const events = [event('completed', { result: 'canceled' }), event('started')];
  expect(answerOf({ statistics: numbers(0), events, isOld: false })).toMatchObject({ begun: [], ended: [] });
});

test('an answer without statistics leaves the count', () => {
  expect(answerOf({ statistics: undefined, events: EVENTS, isOld: false }).count).toBeUndefined();
});
