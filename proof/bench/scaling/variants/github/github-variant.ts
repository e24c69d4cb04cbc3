import type { NativeObject } from '../../../../../constructs/kubernetes/kubernetes-object';
import type { Place, VariantTraits } from '../variant';

/** Where a variant is deployed, and which jobs it has runners for. */
export interface GitHubPlace extends Omit<Place, 'host'> {
  /** Config URL of the organisation. */
  readonly url: string;
  /** URL of the REST API, without a trailing slash. */
  readonly apiUrl: string;
  readonly repository: { readonly owner: string; readonly name: string };
  /** What the jobs ask for with `runs-on`. */
  readonly label: string;
  /** A personal access token. */
  readonly token: string;
  readonly app: { readonly clientId: string; readonly installationId: number; readonly privateKey: string };
}

/** One way to run GitHub runners: the objects to apply to a cluster. */
export interface GitHubVariant extends VariantTraits {
  /** Returns the objects in the order in which they can be applied. The first one is the only namespace. */
  objects(place: GitHubPlace): readonly NativeObject[];
}
