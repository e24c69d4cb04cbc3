import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { Aspects, type TerraformElement, TerraformStack } from 'cdktf';
import { type Construct, Node } from 'constructs';
import { resourceProviders } from '../config/azure/resource-providers';
import { resourceTags } from '../config/azure/resource-tags';
import type { Names } from '../config/names';
import { LEAST_TERRAFORM } from '../config/terraform-version';
import { unmarked } from '../config/text/literal-text';
import type { Config } from '../config/types';
import { DefaultTags } from './default-tags';
import { addBackend } from './state-backend';

/** The input of every stack: the config, and the names by which stacks refer to each other. Their texts are marked, see config/text/literal-text.ts. */
export interface StackProps {
  readonly config: Config;
  readonly names: Names;
}

/** Sets the backend of a stack, the tags of its resources and readable addresses. Keeps texts of the config literal. */
export abstract class BaseStack extends TerraformStack {
  readonly #addresses = new Map<string, string>();

  constructor(scope: Construct, id: string, { config }: StackProps) {
    super(scope, id);
    Aspects.of(this).add(new DefaultTags(resourceTags(config)));
    // An older program would otherwise deploy the first stacks, and fail at the token. cdktf has no property for it.
    this.addOverride('terraform.required_version', `>= ${LEAST_TERRAFORM}`);
    addBackend(this, id, config.backend);
  }

  /** The Terraform JSON, in which marked texts are literal. */
  override toTerraform(): unknown {
    return unmarked<unknown>(super.toTerraform());
  }

  /**
   * `azurerm_kubernetes_cluster.cluster` instead of `azurerm_kubernetes_cluster.cluster_Resource_2F5A1C`: the path of
   * the construct. Addresses are a contract: Terraform destroys a resource that loses its address. See docs/decisions/0011.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const { path, scopes } = element instanceof Node ? element : element.node;
    const address = scopes
      .slice(scopes.indexOf(this) + 1)
      .map((scope) => scope.node.id)
      .filter((id) => id !== 'Resource')
      .join('_');
    const owner = this.#addresses.get(address);
    if (owner !== undefined && owner !== path) throw new Error(`two constructs have the address "${address}": ${owner} and ${path}`);
    this.#addresses.set(address, path);
    return address;
  }
}

/** Adds the azurerm provider. It registers only the resource providers that this project uses, and none if somebody else does. */
export function addAzurermProvider(stack: TerraformStack, config: Config): void {
  new AzurermProvider(stack, 'azurerm', {
    features: [{}],
    subscriptionId: config.subscriptionId,
    resourceProviderRegistrations: 'none',
    resourceProvidersToRegister: config.resourceProviders === 'register' ? [...resourceProviders(config)] : [],
  });
}
