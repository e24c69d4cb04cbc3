import { imagesOf } from '../../../config/agent-image';
import { namesOf } from '../../../config/names';
import type { Config } from '../../../config/types';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { valuesOf } from '../../../scripts/chart/values-of';
import { agentObjects } from '../../../scripts/lib/agent-objects';
import { withClientId } from '../../../scripts/lib/kubernetes-objects';

/** The client id of the agents' identity, which a deploy of the platform creates. */
const CLIENT_ID = '00000000-0000-0000-0000-00000000001d';

/** What one config makes: by Terraform the objects, by the chart the same from the values. */
export interface BothWays {
  /** The objects of `npm run manifests` without the namespace, which the chart does not create. */
  readonly objects: readonly NativeObject[];
  readonly values: object;
  readonly namespace: string;
}

/** @param imageContext the folder of the Dockerfile */
export function bothWays(config: Config, imageContext: string): BothWays {
  const names = namesOf(config);
  const { image, runnerImage } = imagesOf(config, names, imageContext);
  return {
    objects: withClientId(agentObjects(config, imageContext), CLIENT_ID).filter(({ kind }) => kind !== 'Namespace'),
    values: valuesOf(config, { image: image?.reference, runnerImage: runnerImage?.reference, clientId: CLIENT_ID }),
    namespace: names.agentsNamespace,
  };
}
