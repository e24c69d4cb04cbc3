import type { Construct } from 'constructs';
import type { AgentImageSource } from '../config/agent-image';
import { AgentImage } from '../constructs/agent-image';
import { BaseStack, type StackProps } from './base-stack';

export interface ImageStackProps extends StackProps {
  readonly image: AgentImageSource;
}

/** The agent image; apart from the rest, so that a new tool in it touches nothing else. */
export class ImageStack extends BaseStack {
  constructor(scope: Construct, id: string, props: ImageStackProps) {
    super(scope, id, props);
    if (props.image.build === undefined) return;
    new AgentImage(this, 'agent_image', {
      registryName: props.names.registry,
      subscriptionId: props.config.subscriptionId,
      build: props.image.build,
    });
  }
}
