import { PollSchedule } from '../../../agent/registration/poll-schedule';
import { ServiceError } from '../../../providers/contract/service-error';

let now = 0;
const schedule = (firstPollAt: number) => {
  now = 0;
  return new PollSchedule({ now: () => now }, firstPollAt);
};
const outage = new ServiceError('no answer', { fault: 'transient' });

/** Whether a poll is due at these times, without and with a reason to poll early. */
const dueAt = (polls: PollSchedule, ...times: number[]) =>
  times.map((time) => {
    now = time;
    return [polls.isDue({ early: false }), polls.isDue({ early: true })];
  });

test('a poll is due at its time, and earlier with a reason', () => {
  const polls = schedule(20_000);
  expect(dueAt(polls, 0, 19_999, 20_000)).toEqual([
    [false, true],
    [false, true],
    [true, true],
  ]);
  polls.pollIn(60_000);
  expect(dueAt(polls, 79_999, 80_000)).toEqual([
    [false, true],
    [true, true],
  ]);
});

test('during the pause after a failure no poll is due, not even with a reason', () => {
  const polls = schedule(0);
  expect(polls.pauseAfter(outage)).toBe(5000);
  expect(dueAt(polls, 4999, 5000)).toEqual([
    [false, false],
    [true, true],
  ]);
});

test('the pause doubles up to a minute, is as long as the service asks for, and is short again after a success', () => {
  const polls = schedule(0);
  expect(Array.from({ length: 6 }, () => polls.pauseAfter(outage))).toEqual([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
  expect(polls.pauseAfter(new ServiceError('throttled', { fault: 'transient', retryAfterMs: 90_000 }))).toBe(90_000);
  polls.noteSuccess();
  expect(polls.pauseAfter(outage)).toBe(5000);
});

test('an immediate poll ends a pause', () => {
  const polls = schedule(1_000_000);
  polls.pauseAfter(new ServiceError('throttled', { fault: 'transient', retryAfterMs: 500_000 }));
  polls.pollNow();
  expect(dueAt(polls, 0)).toEqual([[true, true]]);
  expect(polls.pauseAfter(outage)).toBe(5000);
});
