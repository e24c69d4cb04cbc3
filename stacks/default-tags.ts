import { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster';
import type { IAspect } from 'cdktf';
import type { IConstruct } from 'constructs';

interface Taggable extends IConstruct {
  tags: Record<string, string>;
  readonly tagsInput?: Record<string, string>;
}

const isTaggable = (node: IConstruct): node is Taggable => 'tagsInput' in node;

/**
 * Tags every Azure resource of a stack. Tags that a resource sets itself take precedence. Attach it to each stack: attached
 * to the app, it has no effect. The VMs of a cluster have the tags of their node pool, not of the cluster
 * (learn.microsoft.com/azure/aks/use-tags).
 */
export class DefaultTags implements IAspect {
  readonly #tags: Readonly<Record<string, string>>;

  constructor(tags: Readonly<Record<string, string>>) {
    this.#tags = tags;
  }

  visit(node: IConstruct): void {
    if (isTaggable(node)) node.tags = { ...this.#tags, ...node.tagsInput };
    if (node instanceof KubernetesCluster) node.defaultNodePool.tags = { ...this.#tags, ...node.defaultNodePool.tagsInput };
  }
}
