import { SessionListener } from '../../../../../agent/github/scale/session-listener';
import type { Clock } from '../../../../../lib/clock';
import type { SessionAnswer } from '../../../../../providers/github/client/client';
import type { ScaleSet } from '../../../../../providers/github/client/types';
import { fakeWorld } from '../../../support/fakes';
import { numbers, type PollAnswer, RecordingSink, ScriptedSession } from './scripted-session';

/** An answer to the request for a session: one with these polls, or a refusal. */
type Opening = 'conflict' | Error | readonly PollAnswer[];

/**
 * A listener of one scale set. It stops by itself when it asks for more sessions than the test has written.
 * @param prepare called with each session before it is used
 * @param askedAt when KEDA last asked for the number of the entry. @default - always just now
 */
export function start(
  openings: readonly Opening[],
  stopAt?: number,
  prepare: (session: ScriptedSession, clock: Clock) => void = () => {},
  askedAt?: () => number,
) {
  const world = fakeWorld();
  const { clock } = world;
  const { log, stop } = world.runtime;
  const sink = new RecordingSink();
  const sessions: ScriptedSession[] = [];
  const opened: { readonly at: number; readonly scaleSetId: number; readonly owner: string }[] = [];
  let sets = 0;
  let conflicts = 0;
  const left = [...openings];
  const open = async (scaleSetId: number, owner: string): Promise<SessionAnswer | 'conflict'> => {
    opened.push({ at: clock.now(), scaleSetId, owner });
    const opening = left.shift();
    if (opening === undefined) world.stop();
    if (opening === undefined || opening === 'conflict') return 'conflict';
    if (opening instanceof Error) throw opening;
    const session = new ScriptedSession(clock, ...opening);
    prepare(session, clock);
    sessions.push(session);
    return { session, statistics: numbers(2) };
  };
  const newSet = (): ScaleSet => ({ id: ++sets, name: 'gh', runnerGroupId: 1, labels: ['gh'] });
  const client = {
    findRunnerGroup: async () => 1,
    findScaleSet: async (): Promise<ScaleSet | undefined> => undefined,
    createScaleSet: async () => newSet(),
    updateScaleSet: async () => newSet(),
    openSession: open,
  };
  const listener = new SessionListener({
    entry: { name: 'a-gh', scaleSet: { name: 'gh', group: 'Default', labels: [] }, maxAgents: 4 },
    client,
    owner: 'scaler-1',
    sink,
    askedAt: askedAt ?? (() => clock.now()),
    onConflict: () => {
      conflicts += 1;
    },
    clock,
    log,
  });
  if (stopAt !== undefined) void clock.at(stopAt, () => world.stop());
  return { ...world, sink, sessions, opened, client, listener, ended: listener.run(stop), conflicts: () => conflicts };
}
