import { SCALE_SET } from '../../../../config/timings';
import { ServiceError } from '../../../../providers/contract/service-error';
import { start } from './support/listening';
import { event, fault, message, numbers } from './support/scripted-session';

const text = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).event as string);

describe('a session', () => {
  test('begins with the count of its opening, so a restart finds the jobs that wait', async () => {
    const { ended, sink, opened } = start([[]], 10_000);
    await ended;
    expect(opened).toEqual([{ at: 0, scaleSetId: 1, owner: 'scaler-1' }]);
    expect(sink.assigned).toEqual([2]);
  });

  test('is polled with the last message and a capacity, and each message is acknowledged before it is used', async () => {
    const { ended, sink, sessions } = start([[message(3, numbers(1)), message(4, numbers(5))]], 10_000);
    await ended;
    expect(sessions[0]?.calls).toEqual(['poll 0', 'acknowledge 3', 'poll 3', 'acknowledge 4', 'poll 4', 'close']);
    expect(sessions[0]?.capacities).toEqual([4, 4, 4]);
    expect(sink.assigned).toEqual([2, 1, 5]);
  });

  test('is used for a message whose acknowledgement is slow, before it is there', async () => {
    const { clock, ended, sink } = start([[message(3, numbers(7))]], 20_000, (session, clock) => {
      session.onAcknowledge = () => clock.sleep(15_000);
    });
    await clock.at(1_000, () => expect(sink.assigned).toEqual([2, 7]));
    await ended;
  });

  test('acquires the jobs that GitHub offers, and asks again if that failed', async () => {
    const offer = message(3, numbers(0), event('available', { requestId: 8 }), event('available', { requestId: 9 }));
    let fails = 1;
    const { ended, sessions } = start([[offer, message(4, numbers(1))]], 10_000, (session) => {
      session.onAcquire = async (ids) => {
        if (fails-- > 0) throw fault('transient');
        return ids.slice(1);
      };
    });
    await ended;
    expect(sessions[0]?.calls.slice(0, 6)).toEqual(['poll 0', 'acknowledge 3', 'acquire 8,9', 'acquire 8,9', 'poll 3', 'acknowledge 4']);
  });

  test('goes on if jobs cannot be acquired: after five attempts they are left, and the next messages are read', async () => {
    const offer = message(3, numbers(0), event('available', { requestId: 8 }));
    const next = message(4, numbers(1), event('available', { jobId: 'job-2', requestId: 9 }));
    const { ended, sink, sessions, lines } = start([[offer, next]], 80_000, (session) => {
      session.onAcquire = async (ids) => {
        if (ids.includes(8)) throw fault('transient');
        return ids;
      };
    });
    await ended;
    const acquired = sessions[0]?.calls.filter((call) => call.startsWith('acquire'));
    expect(acquired).toEqual([...Array.from({ length: 5 }, () => 'acquire 8'), 'acquire 9']);
    expect(sink.assigned).toEqual([2, 0, 1]);
    expect(text(lines)).toContain('jobs that GitHub has offered could not be acquired');
  });

  test.each(['acknowledges', 'acquires'] as const)('is closed in time if it %s when the scaler is asked to stop', async (what) => {
    const offer = message(3, numbers(1), event('available', { requestId: 8 }));
    const { clock, ended, sessions } = start([[offer]], 10_000, (session, clock) => {
      const slow = () => clock.sleep(20_000);
      if (what === 'acknowledges') session.onAcknowledge = slow;
      else session.onAcquire = async (ids) => slow().then(() => ids);
    });
    await ended;
    expect(clock.now()).toBe(10_000);
    expect(sessions[0]?.calls.at(-1)).toBe('close');
  });

  test('is closed when the scaler is asked to stop, in the middle of a poll', async () => {
    const { ended, sink, sessions, listener } = start([[]], 10_000);
    await ended;
    expect(sessions[0]?.calls).toEqual(['poll 0', 'close']);
    expect(sink.kinds.at(-1)).toBe('closed');
    expect(listener.held).toBeUndefined();
  });

  test('that cannot be closed delays the end for some seconds at most', async () => {
    const { clock, ended } = start([[]], 10_000, (session) => {
      session.onClose = () => new Promise(() => {});
    });
    await ended;
    expect(clock.now()).toBe(10_000 + SCALE_SET.close.milliseconds);
  });
});

describe('a message that comes again', () => {
  test('is acknowledged again, and its events count once', async () => {
    const again = message(3, numbers(1), event('started', { runnerName: 'gh-a' }), event('assigned'));
    const { ended, sink, sessions } = start([[message(2, numbers(1)), again, again]], 10_000);
    await ended;
    expect(sessions[0]?.calls.filter((call) => call === 'acknowledge 3')).toHaveLength(2);
    expect(sink.answers.map(({ begun, arrived }) => begun.length + arrived)).toEqual([0, 0, 2, 0]);
  });

  test('because its acknowledgement failed, does no harm, and the failure ends nothing', async () => {
    const again = message(3, numbers(1), event('started', { runnerName: 'gh-a' }));
    let fails = 1;
    const { ended, sink, sessions, opened } = start([[again, again, message(4, numbers(0))]], 30_000, (session) => {
      session.onAcknowledge = async () => {
        if (fails-- > 0) throw fault('transient');
      };
    });
    await ended;
    expect(opened).toHaveLength(1);
    expect(sink.answers.map(({ begun }) => begun.length)).toEqual([0, 1, 0, 0]);
    expect(sessions[0]?.calls).toEqual([
      'poll 0',
      'acknowledge 3',
      'poll 3',
      'acknowledge 3',
      'poll 3',
      'acknowledge 4',
      'poll 4',
      'close',
    ]);
  });

  test('with an older id does not move the position back', async () => {
    const { ended, sessions } = start([[message(9, numbers(1)), message(5, numbers(1))]], 10_000);
    await ended;
    expect(sessions[0]?.calls.filter((call) => call.startsWith('poll'))).toEqual(['poll 0', 'poll 9', 'poll 9']);
  });
});

describe('failures', () => {
  test('that may pass are tried again in the same session, at growing intervals, and are in the log once', async () => {
    const { ended, sink, sessions, opened, lines } = start(
      [[fault('transient'), fault('transient'), fault('transient'), message(3, numbers(1))]],
      20_000,
    );
    await ended;
    expect(opened).toHaveLength(1);
    expect(sessions[0]?.polledAt).toEqual([0, 1_000, 3_000, 7_000, 7_000]);
    expect(sink.kinds).toEqual(['answer', 'failure', 'failure', 'failure', 'answer', 'closed']);
    expect(text(lines).filter((line) => line.includes('read the messages'))).toEqual([
      'cannot read the messages of scale set gh, trying again',
      'can read the messages of scale set gh again',
    ]);
  });

  test('that do not pass end the session when GitHub has given it up: its address may be one that no longer answers', async () => {
    const { ended, sink, sessions, opened } = start(
      [Array.from({ length: 50 }, () => fault('transient')), [message(9, numbers(1))]],
      200_000,
    );
    await ended;
    // After 1, 2, 4, 8, 16 and 30 seconds twice, and the wait before the next session.
    expect(opened.map(({ at }) => at)).toEqual([0, 121_000]);
    expect(sessions[0]?.calls.at(-1)).toBe('close');
    expect(sink.assigned).toEqual([2, 2, 1]);
  });

  test('wait for as long as GitHub asks', async () => {
    const { ended, sessions } = start([[fault('transient', 42_000), message(3, numbers(1))]], 60_000);
    await ended;
    expect(sessions[0]?.polledAt.slice(0, 2)).toEqual([0, 42_000]);
  });

  test('a session that is gone is replaced, and reading goes on where it was', async () => {
    const { ended, sessions, client, opened } = start([[message(3, numbers(1)), fault('absent')], []], 20_000);
    client.findScaleSet = async () => ({ id: 1, name: 'gh', runnerGroupId: 1, labels: ['gh'] });
    client.updateScaleSet = async () => ({ id: 1, name: 'gh', runnerGroupId: 1, labels: ['gh'] });
    await ended;
    expect(opened.map(({ at, scaleSetId }) => [at, scaleSetId])).toEqual([
      [0, 1],
      [1_000, 1],
    ]);
    expect(sessions[1]?.calls[0]).toBe('poll 3');
  });

  test('a scale set that was deleted is created again, and its messages begin anew', async () => {
    const { ended, sessions, opened, sink, lines } = start([[message(3, numbers(1)), fault('absent')], fault('absent'), []], 20_000);
    await ended;
    expect(opened.map(({ scaleSetId }) => scaleSetId)).toEqual([1, 2, 3]);
    expect(sessions[1]?.calls[0]).toBe('poll 0');
    expect(text(lines).filter((line) => line === 'created a scale set')).toHaveLength(3);
    expect(sink.kinds.slice(0, 7)).toEqual(['answer', 'answer', 'closed', 'closed', 'closed', 'recreated', 'answer']);
  });

  test('a scale set for which no session can be opened is looked up again after any 404, whatever its text', async () => {
    const lost = () => new ServiceError('not found', { fault: 'transient', status: 404 });
    const { ended, opened } = start([lost(), []], 20_000);
    await ended;
    expect(opened.map(({ scaleSetId }) => scaleSetId)).toEqual([1, 2]);
  });

  test.each(['signIn', 'right', 'refused'] as const)('%s ends the session, and another is opened at growing intervals', async (kind) => {
    const { ended, sink, sessions, opened } = start([[fault(kind)], [fault(kind)], [fault(kind)], []], 30_000);
    await ended;
    expect(opened.map(({ at }) => at)).toEqual([0, 1_000, 3_000, 7_000]);
    expect(sessions[0]?.calls).toEqual(['poll 0', 'close']);
    expect(sink.kinds.filter((each) => each === 'closed').length).toBeGreaterThan(3);
  });

  test('a session that cannot be opened is tried again, and the log says why once', async () => {
    const { ended, opened, lines } = start([fault('signIn'), fault('signIn'), []], 20_000);
    await ended;
    expect(opened.map(({ at }) => at)).toEqual([0, 1_000, 3_000]);
    expect(text(lines).filter((line) => /open a session/.test(line))).toEqual([
      'cannot open a session of scale set gh, trying again',
      'can open a session of scale set gh again',
    ]);
  });
});
