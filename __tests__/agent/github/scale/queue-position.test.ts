import { QueuePosition } from '../../../../agent/github/scale/queue-position';
import { event, message, numbers } from './support/scripted-session';

const STARTED = event('started', { runnerName: 'gh-a' });
const ASSIGNED = event('assigned');

/** A position after one message. */
function start() {
  const position = new QueuePosition();
  position.take(message(1, numbers(1)));
  return position;
}

test('the position is that of the newest message', () => {
  const position = start();
  position.take(message(4, numbers(1)));
  position.take(message(2, numbers(1)));
  expect(position.lastMessageId).toBe(4);
  expect([message(4, numbers(1)), message(5, numbers(1))].map((each) => position.isNew(each))).toEqual([false, true]);
});

test.each([
  ['the same message', 2],
  ['another message', 3],
])('an event that comes again in %s counts once, and the statistics are those of now', (_, id) => {
  const position = start();
  expect(position.take(message(2, numbers(1), ASSIGNED, STARTED))).toMatchObject({ arrived: 1, begun: [{ agent: 'gh-a' }] });
  expect(position.take(message(id, numbers(5), ASSIGNED, STARTED))).toEqual({
    count: { assigned: 5, running: 0 },
    arrived: 0,
    begun: [],
    ended: [],
  });
});

test('the first message of a session may be old: its jobs do not count as arriving', () => {
  const position = start();
  position.beginSession();
  expect(position.take(message(2, numbers(1), ASSIGNED)).arrived).toBe(0);
  expect(position.take(message(3, numbers(1), event('assigned', { jobId: 'job-2' }))).arrived).toBe(1);
});

test('many events do not fill the memory: the oldest are forgotten', () => {
  const position = start();
  const events = Array.from({ length: 1001 }, (_, index) => event('assigned', { jobId: `${index}` }));
  expect(position.take(message(2, numbers(1), ...events)).arrived).toBe(1001);
  expect(position.take(message(3, numbers(1), event('assigned', { jobId: '1' }))).arrived).toBe(0);
  expect(position.take(message(4, numbers(1), event('assigned', { jobId: '0' }))).arrived).toBe(1);
});

test('offered jobs are to be acquired until that is noted', () => {
  const position = start();
  position.take(message(2, numbers(0), event('available', { requestId: 8 }), event('available', { jobId: 'b', requestId: 9 })));
  position.take(message(3, numbers(0), event('available', { jobId: 'c', requestId: 0 })));
  expect(position.available).toEqual([8, 9]);
  position.forget([8]);
  expect(position.available).toEqual([9]);
});
