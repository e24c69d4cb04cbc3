import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { permits } from '../../facts/azure/permits';
import { fail, pass } from '../../outcome';

/** What a deploy does, and a role that permits it. */
const NEEDED = [
  { action: 'Microsoft.Resources/subscriptions/resourceGroups/write', role: 'Contributor' },
  { action: 'Microsoft.ContainerService/managedClusters/write', role: 'Contributor' },
  { action: 'Microsoft.ContainerRegistry/registries/write', role: 'Contributor' },
  { action: 'Microsoft.Authorization/roleAssignments/write', role: 'User Access Administrator' },
] as const;

export const azureRights: Check<Pick<AzureContext, 'azure'>> = {
  id: 'azure-rights',
  title: 'Rights in the subscription',
  run: async ({ azure }) => {
    const [permissions, subscription] = await Promise.all([azure.permissions(), azure.subscription()]);
    const missing = NEEDED.filter(({ action }) => !permits(permissions, action));
    if (missing.length === 0) return pass(NEEDED.map(({ action }) => action).join(', '));
    const roles = [...new Set(missing.map(({ role }) => role))].join(' and ');
    return fail(
      `no right to ${missing.map(({ action }) => action).join(', ')} in subscription ${subscription}`,
      `ask an Owner of the subscription for the role ${roles}, such as: az role assignment create --assignee <you> --role "${missing[0]?.role}" --scope /subscriptions/${subscription}`,
    );
  },
};
