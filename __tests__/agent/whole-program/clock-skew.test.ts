import { realClock } from '../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { instantBehaviour } from '../../../proof/fake-devops/stub-agent/behaviour';
import { startAgent } from './support/agent-process';
import { cleanup, trackFake } from './support/cleanup';

afterEach(cleanup);

test.each([-10, 10])(
  'a server whose clock is %i minutes off gives no agent a token: the log says so, and nothing stays registered',
  async (minutes) => {
    const clock = { ...realClock, now: () => realClock.now() + minutes * 60_000 };
    const devops = await FakeDevOps.start({ pools: ['linux'], clock });
    trackFake(devops);
    devops.stub.set(instantBehaviour);
    const agent = startAgent('register', { devops, env: { AZP_CONFIG_SECONDS: '12' } });
    expect(await agent.exited).toBe(75);
    expect(agent.events('registering again')[0]?.['reason']).toContain('clock may be out of sync with the server time');
    expect(devops.agentsOf('linux')).toEqual([]);
  },
  60_000,
);
