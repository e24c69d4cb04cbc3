import { afterAnswer, afterClosing, afterFailure, isFresh, UNKNOWN } from '../../../agent/scale/runner-connection';
import { SCALE_SET, SCALER } from '../../../config/timings';
import { NO_NEWS } from '../../../providers/contract/assigned-jobs';

const STALE = SCALER.stale.milliseconds;
const POLL = SCALE_SET.longPoll.milliseconds;
const COUNT = { assigned: 3, running: 1 };
const open = afterAnswer(UNKNOWN, { ...NO_NEWS, count: COUNT }, 1_000);

test('nothing is known without a session', () => {
  expect(isFresh(UNKNOWN, 0)).toBe(false);
  expect(isFresh(afterClosing(open, 'closed'), 1_000)).toBe(false);
  expect(isFresh(afterClosing(open, 'standby'), 1_000)).toBe(false);
});

test('the count holds for as long as a poll may wait for news, and some seconds', () => {
  expect(isFresh(open, 1_000 + POLL + STALE)).toBe(true);
  expect(isFresh(open, 1_001 + POLL + STALE)).toBe(false);
});

test('an answer without news confirms the count, and leaves its time', () => {
  const later = afterAnswer(open, NO_NEWS, 51_000);
  expect(later).toMatchObject({ count: COUNT, countedAt: 1_000, newsAt: 1_000, answeredAt: 51_000 });
  expect(isFresh(later, 51_000 + POLL + STALE)).toBe(true);
});

test('an answer with events only leaves the count, and is news', () => {
  expect(afterAnswer(open, { ...NO_NEWS, ended: ['a'] }, 2_000)).toMatchObject({ count: COUNT, countedAt: 1_000, newsAt: 2_000 });
});

test('requests that fail make the count useless after some seconds, counted from the first', () => {
  const failing = afterFailure(afterFailure(open, 2_000), 12_000);
  expect(isFresh(failing, 2_000 + STALE)).toBe(true);
  expect(isFresh(failing, 2_001 + STALE)).toBe(false);
  expect(isFresh(afterAnswer(failing, NO_NEWS, 20_000), 20_000)).toBe(true);
});
