import { resourceProviders } from '../../config/azure/resource-providers';
import { CLUSTER_ADMIN, CLUSTER_USER, pullRole } from '../../config/azure/role-names';
import type { Names } from '../../config/names';
import type { Config } from '../../config/types';

/** Something that a deploy needs and leaves to somebody else. */
export interface StepOfOthers {
  /** What it is for, and when it is needed. */
  readonly what: string;
  /** A command for a POSIX shell. Its last argument in < and > has to be filled in, if there is one. */
  readonly command: string;
}

type StepNames = Pick<Names, 'resourceGroup' | 'cluster' | 'clusterResourceGroup' | 'registry' | 'stacks'>;

/** Everything that the config leaves to others, in the order in which it is needed. */
export const stepsOfOthers = (config: Config, names: StepNames): readonly StepOfOthers[] => [
  ...registrations(config),
  ...clusterRoles(config, names),
  ...deployerRole(config, names),
  ...registryRole(config, names),
];

/** The subscription of the deployment in a command. */
const subscriptionIn = ({ subscriptionId }: Config): string => subscriptionId ?? '"$ARM_SUBSCRIPTION_ID"';

function registrations(config: Config): readonly StepOfOthers[] {
  if (config.resourceProviders === 'register') return [];
  const register = (name: string) => `az provider register --namespace ${name} --wait --subscription ${subscriptionIn(config)}`;
  return [
    { what: 'before the first deploy, register the resource providers', command: resourceProviders(config).map(register).join(' && ') },
  ];
}

function deployerRole(config: Config, { resourceGroup, stacks }: StepNames): readonly StepOfOthers[] {
  if (config.cluster.kind === 'existing') return [];
  if (config.resourceGroup.kind === 'create' || config.resourceGroup.roleAssignment === 'create') return [];
  const scope = `"$(az group show --name ${resourceGroup} --subscription ${subscriptionIn(config)} --query id --output tsv)"`;
  const who = config.cluster.deployerObjectId ?? '<object id of whoever deploys>';
  return [
    {
      what: `before the stacks after ${stacks.platform}, let whoever deploys use the cluster`,
      command: `az role assignment create --role "${CLUSTER_ADMIN}" --scope ${scope} --assignee ${who}`,
    },
  ];
}

/** A deploy assigns no role on a cluster that exists. */
function clusterRoles(config: Config, names: StepNames): readonly StepOfOthers[] {
  if (config.cluster.kind === 'create') return [];
  const scope = `"$(${showCluster(config, names)} --query id --output tsv)"`;
  const assign = (role: string) => `az role assignment create --role "${role}" --scope ${scope} --assignee <object id of whoever deploys>`;
  return [
    {
      what: 'before the first deploy, let whoever deploys use the cluster',
      command: [CLUSTER_USER, CLUSTER_ADMIN].map(assign).join(' && '),
    },
  ];
}

const showCluster = (config: Config, { clusterResourceGroup, cluster }: StepNames): string =>
  `az aks show --resource-group ${clusterResourceGroup} --name ${cluster} --subscription ${subscriptionIn(config)}`;

function registryRole(config: Config, names: StepNames): readonly StepOfOthers[] {
  const option = config.registry;
  if (option.kind === 'create' || option.roleAssignment === 'create') return [];
  const kubelet = `"$(${showCluster(config, names)} --query identityProfile.kubeletidentity.objectId --output tsv)"`;
  const role = pullRole(option.roleAssignmentMode === 'abac');
  return [
    {
      what: `${config.cluster.kind === 'create' ? `after the stack ${names.stacks.platform}` : 'before the first deploy'}, let the nodes pull from registry ${names.registry}`,
      command: `az role assignment create --role "${role}" --scope ${option.id} --assignee-principal-type ServicePrincipal --assignee-object-id ${kubelet}`,
    },
  ];
}
