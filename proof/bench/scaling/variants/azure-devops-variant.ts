import type { NativeObject } from '../../../../constructs/kubernetes/kubernetes-object';
import type { Place, VariantTraits } from './variant';

/** Where a variant is deployed, and for which agent pool. */
export interface AzureDevOpsPlace extends Omit<Place, 'host'> {
  readonly organizationUrl: string;
  /** A personal access token. */
  readonly token: string;
  readonly pool: { readonly id: number; readonly name: string };
}

/** One way to run agents of Azure Pipelines: the objects to apply to a cluster. */
export interface AzureDevOpsVariant extends VariantTraits {
  /**
   * Name of the placeholder that its instructions tell the reader to register by hand, once.
   * @default - the objects of the variant register a placeholder
   */
  readonly placeholderAgent?: string;
  /** Returns the objects in the order in which they can be applied. The first one is the only namespace. */
  objects(place: AzureDevOpsPlace): readonly NativeObject[];
}
