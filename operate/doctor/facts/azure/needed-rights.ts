import { CLUSTER_USER } from '../../../../config/azure/role-names';
import type { Names } from '../../../../config/names';
import { buildsImages, platformParts } from '../../../../config/platform-parts';
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
const CREATE_GROUP: NeededRight = { action: 'Microsoft.Resources/subscriptions/resourceGroups/write', role: 'Contributor' };
const contributor = (action: string): NeededRight => ({ action, role: 'Contributor' });

/** Everything that a deploy may have to do, by where it does it. */
export function neededRights({ config, names, subscription }: RightsSource): readonly Scope[] {
  const { resourceGroup, registry, cluster } = config;
  const group = `/subscriptions/${subscription}/resourceGroups/${names.resourceGroup}`;
  const own: Scope =
    resourceGroup.kind === 'create'
      ? {
          what: `subscription ${subscription}`,
          id: undefined,
          needed: [...(platformParts(config).resourceGroup ? [CREATE_GROUP] : []), ...inGroup(config)],
        }
      : { what: `resource group ${names.resourceGroup}`, id: group, needed: inGroup(config) };
  return [
    own,
    ...(cluster.kind === 'existing' ? [onCluster(cluster, subscription)] : []),
    ...(registry.kind === 'existing' ? [onRegistry(registry, config)] : []),
  ].filter(({ needed }) => needed.length > 0);
}

function inGroup(config: Config): readonly NeededRight[] {
  const parts = platformParts(config);
  const { resourceGroup } = config;
  const assigns = parts.registry || (parts.cluster && (resourceGroup.kind === 'create' || resourceGroup.roleAssignment === 'create'));
  return [
    ...(parts.cluster ? [contributor('Microsoft.ContainerService/managedClusters/write')] : []),
    ...(parts.registry ? [contributor('Microsoft.ContainerRegistry/registries/write')] : []),
    ...(assigns ? [ASSIGN] : []),
  ];
}

/** Without this right, the address of the cluster stays empty. */
const onCluster = ({ name, resourceGroup }: Extract<Config['cluster'], { kind: 'existing' }>, subscription: string): Scope => ({
  what: `cluster ${name}`,
  id: `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerService/managedClusters/${name}`,
  needed: [{ action: 'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action', role: CLUSTER_USER }],
});

interface RightsSource {
  readonly config: Config;
  readonly names: Pick<Names, 'resourceGroup'>;
  readonly subscription: string;
}

/** A build runs in the registry; see `az acr build`. */
function onRegistry({ id, roleAssignment }: Extract<Config['registry'], { kind: 'existing' }>, config: Config): Scope {
  return {
    what: `registry ${id}`,
    id,
    needed: [
      ...(buildsImages(config) ? [contributor('Microsoft.ContainerRegistry/registries/scheduleRun/action')] : []),
      ...(roleAssignment === 'create' ? [ASSIGN] : []),
    ],
  };
}
