import type { Construct } from 'constructs';
import type { AgentImageSource } from '../config/agent-image';
import { AgentImage } from '../constructs/azure/agent-image';
import { addAzurermProvider, BaseStack, type StackProps } from './base-stack';

export interface ImageStackProps extends StackProps {
  readonly image: AgentImageSource;
}

/** The agent image; apart from the rest, so that a new tool in it touches nothing else. */
export class ImageStack extends BaseStack {
  constructor(scope: Construct, id: string, props: ImageStackProps) {
    super(scope, id, props);
    const { config, names, image } = props;
    if (image.build === undefined) return;
    // Terraform alone knows the subscription that ARM_SUBSCRIPTION_ID names, and says it in the same way on Windows.
    if (config.subscriptionId === undefined) addAzurermProvider(this, config);
    new AgentImage(this, 'agent_image', { registryName: names.registry, subscriptionId: config.subscriptionId, build: image.build });
  }
}
