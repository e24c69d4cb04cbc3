import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { Azure } from '../../facts/azure/azure';
import type { AzureContext } from '../../facts/azure/context';
import { neededRights, type Scope } from '../../facts/azure/needed-rights';
import { permits } from '../../facts/azure/permits';
import { outcomeOf } from '../../outcome';

export const azureRights: Check<Pick<AzureContext, 'azure' | 'config' | 'names'>> = {
  id: 'azure-rights',
  title: 'Rights in the subscription',
  run: async ({ azure, config, names }) => {
    const subscription = await azure.subscription();
    const scopes = neededRights({ config, names, subscription });
    const findings = await Promise.all(scopes.map((scope) => findingOf(scope, azure, subscription)));
    return outcomeOf(
      findings,
      scopes.flatMap(({ id, what, needed }) => needed.map(({ action }) => (id === undefined ? action : `${action} (${what})`))).join(', '),
    );
  },
};

async function findingOf({ id, what, needed }: Scope, azure: Azure, subscription: string): Promise<Finding | undefined> {
  const permissions = id === undefined ? await azure.permissions() : await azure.permissionsAt(id);
  const missing = needed.filter(({ action }) => !permits(permissions, action));
  if (missing.length === 0) return undefined;
  const roles = [...new Set(missing.map(({ role }) => role))].join(' and ');
  const [preposition, owner] = id === undefined ? ['in', 'the subscription'] : ['on', what];
  return {
    finding: `no right to ${missing.map(({ action }) => action).join(', ')} ${preposition} ${what}`,
    advice: `ask an Owner of ${owner} for the role ${roles}, such as: az role assignment create --assignee <you> --role "${missing[0]?.role}" --scope ${id ?? `/subscriptions/${subscription}`}`,
  };
}
