import * as z from 'zod/mini';
import { partsOfId } from '../../../../config/resource-id';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { ifExists } from '../../facts/azure/if-exists';
import { fail, type Outcome, pass } from '../../outcome';

const availability = z.object({ nameAvailable: z.boolean(), reason: z.nullish(z.string()), message: z.nullish(z.string()) });

const registries = z.array(z.object({ name: z.string(), resourceGroup: z.string() }));

/** The name of a registry is unique in all of Azure. */
export const registryName: Check<Pick<AzureContext, 'azure' | 'config' | 'names'>> = {
  id: 'registry-name',
  title: 'Name of the registry',
  run: async ({ azure, config, names }) => {
    if (config.registry.kind === 'existing') return existing(config.registry.id, azure, names);
    const { registry, resourceGroup } = names;
    const { nameAvailable, reason, message } = await azure.az(['acr', 'check-name', '--name', registry], availability);
    if (nameAvailable) return pass(`${registry} is free`);
    const visible = await azure.az(['acr', 'list', '--query', '[].{name: name, resourceGroup: resourceGroup}'], registries);
    const taken = visible.find(({ name }) => isSame(name, registry));
    if (taken !== undefined && isSame(taken.resourceGroup, resourceGroup)) return pass(`${registry} belongs to this deployment`);
    const owner = taken === undefined ? '' : `, in resource group ${taken.resourceGroup}`;
    return fail(`${registry} can't be used: ${message ?? reason ?? 'no reason given'}${owner}`, 'set registry.name to another name');
  },
};

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const server = z.object({ loginServer: z.string() });

/** A registry of somebody else must exist, and have the host that the pods name. */
async function existing(id: string, azure: AzureContext['azure'], names: AzureContext['names']): Promise<Outcome> {
  const { subscriptionId, resourceGroup, name } = partsOfId(id);
  const show = ['acr', 'show', '--name', name, '--resource-group', resourceGroup];
  const found = await ifExists(() => azure.az(show, server, subscriptionId));
  if (found === undefined) return fail(`registry ${id} does not exist`, 'correct registry.id: az acr show --name <registry> --query id');
  if (found.loginServer === names.registryLoginServer) return pass(`${name} exists, at ${found.loginServer}`);
  return fail(
    `the host of ${name} is ${found.loginServer}, and images are named after ${names.registryLoginServer}`,
    `set registry.loginServer to "${found.loginServer}"`,
  );
}
