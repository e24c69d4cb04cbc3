import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { fail, pass } from '../../outcome';
import { permits } from './permits';

/** What a deploy does that a person may lack the right to. */
const NEEDED = [
  { action: 'Microsoft.Resources/subscriptions/resourceGroups/write', role: 'Contributor' },
  { action: 'Microsoft.ContainerService/managedClusters/write', role: 'Contributor' },
  { action: 'Microsoft.ContainerRegistry/registries/write', role: 'Contributor' },
  { action: 'Microsoft.Authorization/roleAssignments/write', role: 'User Access Administrator' },
] as const;

export const azureRights: Check<Pick<DoctorContext, 'azure'>> = {
  id: 'azure-rights',
  title: 'Whoever deploys may make resources and assign roles',
  phase: 'before',
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
