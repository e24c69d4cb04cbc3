import { realBehaviour } from '../../../../fake-github/stub-runner/behaviour';
import type { GitHubVariant } from '../../variants/github/github-variant';
import { namespaceAndSecret, runnerContainer } from '../../variants/github/published-runner';
import { RUNNER_VARIANTS } from '../../variants/github/variants';
import type { Variant } from '../../variants/variant';
import type { Service } from '../service';
import { GitHubSide } from './side';

export const gitHub: Service = {
  id: 'github',
  variants: RUNNER_VARIANTS.map(variantOf),
  variantsOnRequest: [],
  bareAgents: variantOf({ id: 'bare-agents', title: 'bare runners', pollSeconds: 0, objects: namespaceAndSecret }),
  agentStartSeconds: realBehaviour.listenSeconds + realBehaviour.workerSeconds,
  imageOf: ({ runnerImage }) => runnerImage,
};

function variantOf({ objects, ...traits }: GitHubVariant): Variant {
  return {
    ...traits,
    async start(place) {
      const side = await GitHubSide.start(place.host);
      const there = { ...place, ...side.connection() };
      return { side, objects: objects(there), bareAgent: runnerContainer(there) };
    },
  };
}
