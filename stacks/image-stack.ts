import type { Construct } from 'constructs';
import type { Images } from '../config/agent-image';
import { partsOfId } from '../config/resource-id';
import { AgentImage } from '../constructs/azure/agent-image';
import { addAzurermProvider, BaseStack, type StackProps } from './base-stack';

export interface ImageStackProps extends StackProps, Images {}

/** The images of agents and of runners. They have their own stack, so that a new tool in an image changes nothing else. */
export class ImageStack extends BaseStack {
  constructor(scope: Construct, id: string, props: ImageStackProps) {
    super(scope, id, props);
    const { config, names, image, runnerImage } = props;
    const { registry } = config;
    const subscriptionId = registry.kind === 'existing' ? partsOfId(registry.id).subscriptionId : config.subscriptionId;
    const abac = registry.kind === 'existing' && registry.roleAssignmentMode === 'abac';
    const builds = Object.entries({ agent_image: image?.build, runner_image: runnerImage?.build }).flatMap(([address, build]) =>
      build === undefined ? [] : [{ address, build }],
    );
    // Without subscriptionId in the config, the subscription comes from the provider, which reads ARM_SUBSCRIPTION_ID. This works on Windows too.
    if (subscriptionId === undefined) addAzurermProvider(this, config);
    for (const { address, build } of builds) {
      new AgentImage(this, address, { registryName: names.registry, subscriptionId, abac, build });
    }
  }
}
