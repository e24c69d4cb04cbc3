import * as z from 'zod/mini';
import { pullRole } from '../../../../config/azure/role-names';
import { partsOfId } from '../../../../config/resource-id';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { ifExists } from '../../facts/azure/if-exists';
import { fail, type Outcome, pass, Unmet } from '../../outcome';

const mode = z.nullable(z.string());

/**
 * A registry in the mode "RBAC Registry + ABAC Repository Permissions" ignores AcrPull and gives tasks no access to itself
 * (learn.microsoft.com/azure/container-registry/container-registry-rbac-abac-repository-permissions).
 */
const ABAC = 'AbacRepositoryPermissions';

export const registryRoles: Check<Pick<AzureContext, 'azure' | 'config' | 'names'>> = {
  id: 'registry-roles',
  title: 'Role mode of the registry',
  run: async ({ azure, config, names: { registry, resourceGroup } }) => {
    if (config.registry.kind === 'existing') return existing(config.registry, azure);
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

/** The deploy assigns the role, and builds the images, by the mode that the config says. */
async function existing({ id, roleAssignmentMode }: ExistingRegistry, azure: AzureContext['azure']): Promise<Outcome> {
  const { subscriptionId, resourceGroup, name } = partsOfId(id);
  const show = ['acr', 'show', '--name', name, '--resource-group', resourceGroup, '--query', 'roleAssignmentMode'];
  const found = await ifExists(() => azure.az(show, mode, subscriptionId));
  if (found === undefined) throw new Unmet(`${name} is not found, see the check "registry-name"`);
  const real = found === ABAC ? 'abac' : 'rbac';
  const finding = `${name}: ${found ?? 'no role assignment mode, so AcrPull counts'}`;
  if (real === roleAssignmentMode) return pass(finding);
  return fail(
    `${finding}, and registry.roleAssignmentMode is ${roleAssignmentMode}: nodes can't pull with the role ${pullRole(roleAssignmentMode === 'abac')}`,
    `set registry.roleAssignmentMode to '${real}'`,
  );
}

type ExistingRegistry = Extract<AzureContext['config']['registry'], { kind: 'existing' }>;
