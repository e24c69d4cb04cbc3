import { realBehaviour } from '../../../../fake-devops/stub-agent/behaviour';
import type { AzureDevOpsVariant } from '../../variants/azure-devops-variant';
import { agentContainer, namespaceAndSecret } from '../../variants/published-parts';
import { START_SCRIPT } from '../../variants/start-script';
import type { Variant } from '../../variants/variant';
import { VARIANTS, VARIANTS_ON_REQUEST } from '../../variants/variants';
import type { Service } from '../service';
import { AzureDevOpsSide } from './side';

const { configSeconds, sigintLostSeconds, startSeconds, listenSeconds, workerSeconds } = realBehaviour;

export const azureDevOps: Service = {
  id: 'azure-devops',
  variants: VARIANTS.map(variantOf),
  variantsOnRequest: VARIANTS_ON_REQUEST.map(variantOf),
  bareAgents: variantOf({
    id: 'bare-agents',
    title: 'bare agents',
    pollSeconds: 0,
    placeholderAgent: 'placeholder-agent',
    objects: namespaceAndSecret,
  }),
  agentStartSeconds: configSeconds + sigintLostSeconds + startSeconds + listenSeconds + workerSeconds,
  imageOf: ({ image }) => image,
};

function variantOf({ objects, placeholderAgent, ...traits }: AzureDevOpsVariant): Variant {
  return {
    ...traits,
    async start(place) {
      const side = await AzureDevOpsSide.start(place.host);
      if (placeholderAgent !== undefined) side.addPlaceholder(placeholderAgent);
      const there = { ...place, ...side.connection };
      return { side, objects: objects(there), bareAgent: agentContainer(there, START_SCRIPT) };
    },
  };
}
