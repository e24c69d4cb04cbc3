import type { AgentServiceScene } from './agent-service-scene';
import { describeAgents } from './agents-contract';
import { describeFailures } from './failures-contract';
import { describeQueue } from './queue-contract';

/**
 * The contract of every provider's AgentService. Call it in a test file of the provider. `openScene` starts a stand-in for
 * the provider's server, with the service under test connected to it; each test has a scene of its own.
 *
 * @example describeAgentService('Azure DevOps', () => AzureDevOpsScene.open());
 */
export function describeAgentService(name: string, openScene: () => Promise<AgentServiceScene>): void {
  describe(`the AgentService of ${name}`, () => {
    let scene: AgentServiceScene;
    beforeEach(async () => {
      scene = await openScene();
    });
    afterEach(() => scene.close());

    describeAgents(() => scene);
    describeQueue(() => scene);
    describeFailures(() => scene);
  });
}
