import * as z from 'zod/mini';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { fail, pass } from '../../outcome';

const availability = z.object({ nameAvailable: z.boolean(), reason: z.nullish(z.string()), message: z.nullish(z.string()) });

const registries = z.array(z.object({ name: z.string(), resourceGroup: z.string() }));

/** The name of a registry is unique in all of Azure. */
export const registryName: Check<Pick<AzureContext, 'azure' | 'names'>> = {
  id: 'registry-name',
  title: 'Name of the registry',
  run: async ({ azure, names: { registry, resourceGroup } }) => {
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
