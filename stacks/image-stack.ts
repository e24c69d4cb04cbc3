import type { Construct } from 'constructs';
import type { AgentImageSource } from '../config/agent-image';
import { AgentImage } from '../constructs/azure/agent-image';
import { addAzurermProvider, BaseStack, type StackProps } from './base-stack';

export interface ImageStackProps extends StackProps {
  readonly image: AgentImageSource;
}

/** The agent image. It has its own stack, so that a new tool in the image changes nothing else. */
export class ImageStack extends BaseStack {
  constructor(scope: Construct, id: string, props: ImageStackProps) {
    super(scope, id, props);
    const { config, names, image } = props;
    if (image.build === undefined) return;
    // Without subscriptionId in the config, the subscription comes from the provider, which reads ARM_SUBSCRIPTION_ID. This works on Windows too.
    if (config.subscriptionId === undefined) addAzurermProvider(this, config);
    new AgentImage(this, 'agent_image', { registryName: names.registry, subscriptionId: config.subscriptionId, build: image.build });
  }
}
