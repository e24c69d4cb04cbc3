import type { Config } from './types';

/** Groups what one deployment costs, in Cost Management and elsewhere. */
export const DEPLOYMENT_TAG = 'deployment';

/**
 * The tags of every Azure resource: those of the config, and the name of the deployment. Names of tags differ by more
 * than case (learn.microsoft.com/azure/azure-resource-manager/management/tag-resources), so that a tag `Deployment` of
 * the config takes the place of ours.
 */
export function resourceTags({ name, tags }: Pick<Config, 'name' | 'tags'>): Readonly<Record<string, string>> {
  const taken = Object.keys(tags).some((tag) => tag.toLowerCase() === DEPLOYMENT_TAG);
  return taken ? tags : { ...tags, [DEPLOYMENT_TAG]: name };
}
