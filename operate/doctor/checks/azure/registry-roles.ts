import * as z from 'zod/mini';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { ifExists } from '../../facts/azure/if-exists';
import { fail, pass } from '../../outcome';

const mode = z.nullable(z.string());

/**
 * A registry in the mode "RBAC Registry + ABAC Repository Permissions" ignores AcrPull and gives tasks no access to itself
 * (learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions).
 */
const ABAC = 'AbacRepositoryPermissions';

export const registryRoles: Check<Pick<AzureContext, 'azure' | 'names'>> = {
  id: 'registry-roles',
  title: 'Role mode of the registry',
  run: async ({ azure, names: { registry, resourceGroup } }) => {
    const where = ['--name', registry, '--resource-group', resourceGroup];
    const found = await ifExists(() => azure.az(['acr', 'show', ...where, '--query', 'roleAssignmentMode'], mode));
    if (found === undefined) return pass(`${registry} does not exist yet`);
    if (found !== ABAC) return pass(`${registry}: ${found ?? 'no role assignment mode, so AcrPull counts'}`);
    return fail(
      `${registry} has the role assignment mode ${ABAC}, in which Azure does not honour AcrPull: nodes can't pull the agent image, and az acr build can't push it`,
      `az acr update ${where.join(' ')} --role-assignment-mode rbac`,
    );
  },
};
