import { AGENT_LISTENER } from '../../../agent/azure-pipelines/agent-listener';
import { flagsInMemory } from '../../../agent/handover/flags';
import { supervise } from '../../../agent/listener/supervise';
import { type FakeWorld, fakeWorld } from '../support/fakes';

function start(world: FakeWorld) {
  const flags = flagsInMemory();
  return { flags, code: supervise({ program: AGENT_LISTENER, home: '/azp/agent', env: { AZP_URL: 'u' }, flags }, world.runtime) };
}

const signalsOf = (world: FakeWorld) => world.starts[0]?.process.signals;

describe('when the job takes longer than it may', () => {
  test('the listener is asked once to cancel it, and has time to do so', async () => {
    const world = fakeWorld(({ process }) => {
      process.onSignal = () => {};
    });
    const run = start(world);
    world.clock.at(1000, () => world.running.add('Agent.Worker'));
    world.clock.at(10_000, () => run.flags.set('cancel-job'));
    const cancelled = world.clock.at(12_000, () => expect(signalsOf(world)).toEqual(['SIGINT process']));
    world.clock.at(80_000, () => world.running.delete('Agent.Worker'));
    // It was asked to end, so no code means that the agent has failed.
    world.clock.at(81_000, () => world.starts[0]?.process.exit(1));
    await cancelled;
    expect(await run.code).toBe(0);
    expect(signalsOf(world)).toEqual(['SIGINT process']);
  });

  test('a listener without a job is not interrupted', async () => {
    const world = fakeWorld();
    const run = start(world);
    await run.flags.set('cancel-job');
    world.clock.at(60_000, () => world.starts[0]?.process.exit(0));
    await run.code;
    expect(signalsOf(world)).toEqual([]);
  });
});
