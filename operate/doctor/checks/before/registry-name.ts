import * as z from 'zod/mini';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { fail, pass } from '../../outcome';

const availability = z.object({ nameAvailable: z.boolean(), reason: z.nullish(z.string()), message: z.nullish(z.string()) });

/** Names of registries are shared by all of Azure. */
export const registryName: Check<Pick<DoctorContext, 'azure' | 'names'>> = {
  id: 'registry-name',
  title: "The registry's name is free, or ours",
  phase: 'before',
  run: async ({ azure, names: { registry, resourceGroup } }) => {
    const { nameAvailable, reason, message } = await azure.az(['acr', 'check-name', '--name', registry], availability);
    if (nameAvailable) return pass(`${registry} is free`);
    const groups = await azure.az(['acr', 'list', '--query', `[?name=='${registry}'].resourceGroup`], z.array(z.string()));
    if (groups.some((group) => group.toLowerCase() === resourceGroup.toLowerCase())) return pass(`${registry} is this deployment's`);
    const owner = groups[0] === undefined ? '' : `, in resource group ${groups[0]}`;
    return fail(`${registry} can't be used: ${message ?? reason ?? 'no reason given'}${owner}`, 'set registry.name to another name');
  },
};
