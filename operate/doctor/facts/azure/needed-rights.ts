import type { Names } from '../../../../config/names';
import type { Config } from '../../../../config/types';

/** An action of a deploy, and a role that permits it. */
export interface NeededRight {
  readonly action: string;
  readonly role: string;
}

/** Where rights are needed: in the subscription, or with something that exists. */
export interface Scope {
  readonly what: string;
  /** Id of a resource group or of a resource; undefined for the subscription of the deployment. */
  readonly id: string | undefined;
  readonly needed: readonly NeededRight[];
}

const ASSIGN: NeededRight = { action: 'Microsoft.Authorization/roleAssignments/write', role: 'User Access Administrator' };
const contributor = (action: string): NeededRight => ({ action, role: 'Contributor' });

/** Everything that a deploy may have to do, by where it does it. */
export function neededRights({ config, names, subscription }: RightsSource): readonly Scope[] {
  const { resourceGroup, registry } = config;
  const assigns = resourceGroup.kind === 'create' || resourceGroup.roleAssignment === 'create' || registry.kind === 'create';
  const common: readonly NeededRight[] = [
    contributor('Microsoft.ContainerService/managedClusters/write'),
    ...(registry.kind === 'create' ? [contributor('Microsoft.ContainerRegistry/registries/write')] : []),
    ...(assigns ? [ASSIGN] : []),
  ];
  const own: Scope =
    resourceGroup.kind === 'create'
      ? {
          what: `subscription ${subscription}`,
          id: undefined,
          needed: [contributor('Microsoft.Resources/subscriptions/resourceGroups/write'), ...common],
        }
      : {
          what: `resource group ${names.resourceGroup}`,
          id: `/subscriptions/${subscription}/resourceGroups/${names.resourceGroup}`,
          needed: common,
        };
  return [own, ...(registry.kind === 'existing' ? [onRegistry(registry, config)] : [])].filter(({ needed }) => needed.length > 0);
}

interface RightsSource {
  readonly config: Config;
  readonly names: Pick<Names, 'resourceGroup'>;
  readonly subscription: string;
}

/** A build runs in the registry; see `az acr build`. */
function onRegistry({ id, roleAssignment }: Extract<Config['registry'], { kind: 'existing' }>, config: Config): Scope {
  const builds =
    (config.agentPools.length > 0 && config.image.kind === 'build') ||
    (config.runnerPools.length > 0 && config.runnerImage.kind === 'build');
  return {
    what: `registry ${id}`,
    id,
    needed: [
      ...(builds ? [contributor('Microsoft.ContainerRegistry/registries/scheduleRun/action')] : []),
      ...(roleAssignment === 'create' ? [ASSIGN] : []),
    ],
  };
}
