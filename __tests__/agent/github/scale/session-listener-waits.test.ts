import { SCALE_SET, SCALER } from '../../../../config/timings';
import { start } from './support/listening';
import { event, message, numbers } from './support/scripted-session';

const text = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).event as string);

describe('numbers that are old', () => {
  const { milliseconds: recount } = SCALE_SET.recount;

  test('are asked for in a new session while there are jobs: the message about the last one may never come', async () => {
    const { ended, opened, sink, sessions, lines } = start([[], []], recount + 60_000);
    await ended;
    expect(opened.map(({ at }) => at)).toEqual([0, recount]);
    expect(sessions[0]?.calls.at(-1)).toBe('close');
    // Without a moment in which there is no number.
    expect(sink.kinds.filter((kind) => kind !== 'answer')).toEqual(['closed']);
    expect(sink.assigned).toEqual([2, 2]);
    expect(text(lines).filter((line) => line === 'opened the session of a scale set')).toHaveLength(1);
  });

  test('that a message should have had are asked for in a new session immediately', async () => {
    const { ended, opened, sink, sessions } = start([[message(3, undefined, event('assigned'))], []], 10_000);
    await ended;
    expect(opened.map(({ at }) => at)).toEqual([0, 0]);
    expect(sessions[0]?.calls).toEqual(['poll 0', 'acknowledge 3', 'close']);
    expect(sink.assigned).toEqual([2, 2]);
  });

  test('that no message has do not become a busy loop of sessions', async () => {
    const { ended, opened } = start(
      Array.from({ length: 100 }, (_, index) => [message(index + 1, undefined)]),
      60_000,
    );
    await ended;
    // Two immediately, then after 1, 2, 4, 8, 16 and 30 seconds.
    expect(opened.length).toBeLessThan(9);
  });

  test('are left if there are no jobs', async () => {
    const { ended, opened } = start([[message(1, numbers(0))]], 3 * recount);
    await ended;
    expect(opened).toHaveLength(1);
  });

  test('and are not known any more if another replica was faster', async () => {
    const { ended, sink, opened } = start([[], 'conflict', []], recount + 20_000);
    await ended;
    expect(opened.map(({ at }) => at)).toEqual([0, recount, recount + SCALE_SET.takeOver.milliseconds]);
    expect(sink.kinds).toContain('standby');
  });
});

describe('answers that bring nothing', () => {
  test('are asked for again immediately if GitHub has waited, and keep the session fresh', async () => {
    const { ended, sink, sessions } = start([[{ emptyAfterMs: 50_000 }, { emptyAfterMs: 50_000 }]], 120_000);
    await ended;
    expect(sessions[0]?.polledAt).toEqual([0, 50_000, 100_000]);
    expect(sink.kinds).toEqual(['answer', 'answer', 'answer', 'closed']);
  });

  test('do not become a busy loop if they come too soon, whatever they are', async () => {
    const old = message(3, numbers(1));
    const quick = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? { emptyAfterMs: 5 } : old));
    const { ended, sessions } = start([[old, ...quick]], 120_000);
    await ended;
    // One at once, then after 1, 2, 4, 8, 16 and 30 seconds.
    expect(sessions[0]?.polledAt.length).toBeLessThan(11);
  });

  test('a message after them is waited for without a pause', async () => {
    const { ended, sessions } = start([[{ emptyAfterMs: 5 }, message(3, numbers(1)), message(4, numbers(2))]], 10_000);
    await ended;
    expect(sessions[0]?.polledAt.slice(0, 4)).toEqual([0, 1_005, 1_005, 1_005]);
  });
});

describe('a session that is open elsewhere', () => {
  test('is asked for every ten seconds until it has ended, which takes two minutes at most', async () => {
    const { ended, opened, sink, conflicts, lines } = start([...Array.from({ length: 9 }, () => 'conflict' as const), []], 110_000);
    await ended;
    expect(opened.map(({ at }) => at)).toEqual(Array.from({ length: 10 }, (_, index) => index * SCALE_SET.takeOver.milliseconds));
    expect(conflicts()).toBe(9);
    expect(sink.kinds.slice(0, 10)).toEqual([...Array.from({ length: 9 }, () => 'standby'), 'answer']);
    expect(text(lines).filter((line) => /open elsewhere/.test(line))).toHaveLength(1);
  });

  test('is in the log again from time to time, because nobody may have it', async () => {
    const tries = Math.ceil(SCALER.repeatLog.milliseconds / SCALE_SET.takeOver.milliseconds) + 1;
    const { ended, lines } = start(Array.from({ length: tries }, () => 'conflict' as const));
    await ended;
    expect(text(lines).filter((line) => /open elsewhere/.test(line))).toHaveLength(2);
  });
});

describe('a session whose number KEDA does not ask for', () => {
  const { milliseconds: unasked } = SCALE_SET.unasked;
  const { milliseconds: handOver } = SCALE_SET.handOver;
  const { milliseconds: longPoll } = SCALE_SET.longPoll;
  const never = () => Number.NEGATIVE_INFINITY;
  /** The first end of a poll after this time. */
  const afterPoll = (ms: number) => Math.ceil(ms / longPoll) * longPoll;
  const unchanged = () => {};

  test('is closed and left alone for so long that another replica can take it', async () => {
    const { ended, opened, sink, sessions, lines } = start([[], 'conflict', []], 200_000, unchanged, never);
    await ended;
    const closedAt = afterPoll(unasked);
    expect(opened.map(({ at }) => at).slice(0, 2)).toEqual([0, closedAt + handOver]);
    expect(handOver).toBeGreaterThan(SCALE_SET.takeOver.milliseconds);
    expect(sessions[0]?.calls).toEqual(['poll 0', 'poll 0', 'close']);
    expect(sink.kinds.slice(0, 5)).toEqual(['answer', 'answer', 'answer', 'standby', 'standby']);
    expect(text(lines)).toContain('KEDA does not ask for the number of a scale set, closing its session for another replica');
  });

  test('is opened again if no other replica has taken it, and closed again after the same time', async () => {
    const { ended, opened } = start([[], [], []], 300_000, unchanged, never);
    await ended;
    const period = afterPoll(unasked) + handOver;
    expect(opened.map(({ at }) => at)).toEqual([0, period, 2 * period]);
  });

  test('is closed if KEDA has asked before, and does no more', async () => {
    const { ended, opened, sessions } = start([[], []], 250_000, unchanged, () => 30_000);
    await ended;
    expect(opened[1]?.at).toBe(afterPoll(30_000 + unasked) + handOver);
    expect(sessions[0]?.calls.at(-1)).toBe('close');
  });

  test('is kept while KEDA asks, however long ago it was opened, and for a new one the time begins anew', async () => {
    let asked = 0;
    const { clock, ended, opened } = start([[message(1, numbers(0))]], 10 * unasked, unchanged, () => asked);
    for (let at = 0; at < 10 * unasked; at += unasked - 1_000) {
      void clock.at(at, () => {
        asked = at;
      });
    }
    await ended;
    expect(opened).toHaveLength(1);
  });

  test('is closed although it is renewed again and again because no message has numbers', async () => {
    const { ended, lines } = start(
      Array.from({ length: 100 }, (_, index) => [message(index + 1, undefined)]),
      2 * unasked,
      unchanged,
      never,
    );
    await ended;
    expect(text(lines).filter((line) => line.startsWith('KEDA does not ask'))).toHaveLength(1);
  });
});
