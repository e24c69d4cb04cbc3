import * as z from 'zod/mini';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { ifExists } from '../../facts/azure/if-exists';
import { fail, pass, warn } from '../../outcome';

const group = z.object({ location: z.string() });

/** Azure keeps the description of the resources of a group in the region of the group, and the resources themselves in their own. */
export const resourceGroup: Check<Pick<AzureContext, 'azure' | 'config' | 'names'>> = {
  id: 'resource-group',
  title: 'Resource group',
  run: async ({ azure, config: { resourceGroup: option, location }, names: { resourceGroup: name } }) => {
    if (option.kind === 'create') return pass(`${name} is created by the deploy`);
    const found = await ifExists(() => azure.az(['group', 'show', '--name', name], group));
    if (found === undefined)
      return fail(`resource group ${name} does not exist in subscription ${await azure.subscription()}`, 'correct resourceGroup.name');
    if (found.location === location) return pass(`${name} exists, in ${location}`);
    return warn(
      `${name} is in ${found.location}, and location is ${location}: what the deploy creates is in ${location}`,
      `set location to ${found.location}, unless that is meant`,
    );
  },
};
