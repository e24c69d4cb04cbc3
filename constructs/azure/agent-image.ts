import { DataAzurermClientConfig } from '@cdktf/provider-azurerm/lib/data-azurerm-client-config';
import { AssetType, TerraformAsset, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import type { ImageBuild } from '../../config/agent-image';

export interface AgentImageProps {
  /** Name of the registry that builds and stores the image. */
  readonly registryName: string;
  /** Subscription of the registry. @default that of the azurerm provider, not that of the Azure CLI */
  readonly subscriptionId?: string | undefined;
  /** Whether roles on the registry count for its repositories, so that its tasks have no access to it by themselves. @default false */
  readonly abac?: boolean;
  readonly build: ImageBuild;
}

/**
 * Builds an image inside the registry whenever its tag changes. The tag is a hash of everything that goes into the image.
 * The workstation needs the Azure CLI, but no Docker.
 *
 * @example
 * new AgentImage(this, 'agent_image', {
 *   registryName: 'contosoagents',
 *   build: { repository: 'azure-pipelines-agent', tag: '1', contextDirectory: 'docker', buildArgs: {} },
 * });
 */
export class AgentImage extends Construct {
  readonly resource: TerraformResource;

  constructor(scope: Construct, id: string, { registryName, subscriptionId, abac = false, build }: AgentImageProps) {
    super(scope, id);
    const context = new TerraformAsset(this, 'context', { path: build.contextDirectory, type: AssetType.DIRECTORY, assetHash: build.tag });
    const command = [
      'az acr build',
      `--registry ${registryName}`,
      `--subscription ${subscriptionId ?? new DataAzurermClientConfig(this, 'deployer').subscriptionId}`,
      `--image ${build.repository}:${build.tag}`,
      '--platform linux/amd64',
      // The build then reads and writes images with the rights of whoever runs it.
      ...(abac ? ['--source-acr-auth-id "[caller]"'] : []),
      ...Object.entries(build.buildArgs).map(([name, value]) => `--build-arg "${name}=${value}"`),
      context.path,
    ];
    this.resource = new Build(this, 'Resource', { image: `${registryName}/${build.repository}:${build.tag}`, command: command.join(' ') });
  }
}

interface BuildProps {
  readonly image: string;
  readonly command: string;
}

/** Runs a command when the name of an image changes. cdktf's DataResource would run `terraform version` during the synth. */
class Build extends TerraformResource {
  readonly #image: string;

  constructor(scope: Construct, id: string, { image, command }: BuildProps) {
    super(scope, id, { terraformResourceType: 'terraform_data', provisioners: [{ type: 'local-exec', command }] });
    this.#image = image;
  }

  protected override synthesizeAttributes() {
    return { triggers_replace: { image: this.#image } };
  }
}
