import type { Config } from '../types';

/** The tag that groups the costs of one deployment, in Cost Management for example. */
export const DEPLOYMENT_TAG = 'deployment';

/**
 * The tags of every Azure resource: those of the config, and the name of the deployment. Azure ignores case in the names
 * of tags (learn.microsoft.com/azure/azure-resource-manager/management/tag-resources), so a tag `Deployment` in the config
 * replaces the one of this project.
 */
export function resourceTags({ name, tags }: Pick<Config, 'name' | 'tags'>): Readonly<Record<string, string>> {
  const taken = Object.keys(tags).some((tag) => tag.toLowerCase() === DEPLOYMENT_TAG);
  return taken ? tags : { ...tags, [DEPLOYMENT_TAG]: name };
}
