import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { Aspects, AzurermBackend, LocalBackend, type TerraformElement, TerraformStack } from 'cdktf';
import { type Construct, Node } from 'constructs';
import { unmarked } from '../config/literal-text';
import type { Names } from '../config/names';
import { resourceProviders } from '../config/resource-providers';
import { resourceTags } from '../config/resource-tags';
import type { Config } from '../config/types';
import { DefaultTags } from './default-tags';

/** What every stack is made from: the config, and the names that join the stacks. Their texts are marked, see config/literal-text.ts. */
export interface StackProps {
  readonly config: Config;
  readonly names: Names;
}

/** Gives a stack its backend, and its resources tags and addresses that a person can read; texts of the config stay text. */
export abstract class BaseStack extends TerraformStack {
  readonly #addresses = new Map<string, string>();

  constructor(scope: Construct, id: string, { config }: StackProps) {
    super(scope, id);
    Aspects.of(this).add(new DefaultTags(resourceTags(config)));
    const { backend } = config;
    if (backend.kind === 'azurerm') {
      const { kind: _, ...where } = backend;
      new AzurermBackend(this, { ...where, key: `${id}.tfstate`, useAzureadAuth: true });
    } else {
      // Relative to cdktf.out/stacks/<id>: beside agents.config.ts, and not lost when cdktf.out is deleted.
      new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    }
  }

  /** Terraform JSON in which marked text is literal. */
  override toTerraform(): unknown {
    return unmarked<unknown>(super.toTerraform());
  }

  /**
   * `azurerm_kubernetes_cluster.cluster` instead of `azurerm_kubernetes_cluster.cluster_Resource_2F5A1C`: the path of
   * the construct. Addresses are a contract: Terraform destroys what loses its address. See docs/decisions/0011.
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

/** The azurerm provider; it registers no more resource providers in the subscription than are used. */
export function addAzurermProvider(stack: TerraformStack, config: Config): void {
  new AzurermProvider(stack, 'azurerm', {
    features: [{}],
    subscriptionId: config.subscriptionId,
    resourceProviderRegistrations: 'none',
    resourceProvidersToRegister: [...resourceProviders(config)],
  });
}
