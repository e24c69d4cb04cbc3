import { type Clock, realClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import { type Behaviour, instantBehaviour } from '../../../../proof/fake-devops/stub-agent/behaviour';
import { trackFake } from './cleanup';

/** Name of the agent without which jobs would fail when they are queued. */
export const PLACEHOLDER = 'placeholder';

/** A fake with the agent pool "linux" and its placeholder. Stub agents have only the delays that are asked for. `cleanup` ends it. */
export async function startDevOps(behaviour: Partial<Behaviour> = {}, clock: Clock = realClock): Promise<FakeDevOps> {
  const devops = await FakeDevOps.start({ pools: ['linux'], clock });
  devops.stub.set({ ...instantBehaviour, ...behaviour });
  devops.addAgent('linux', { name: PLACEHOLDER, enabled: false, version: '99.999.9' });
  trackFake(devops);
  return devops;
}

/** Names of the registered agents, without the placeholder. */
export function agentNames(devops: FakeDevOps): string[] {
  return devops
    .agentsOf('linux')
    .map(({ name }) => name)
    .filter((name) => name !== PLACEHOLDER);
}
