import { resourceProviders } from '../../config/azure/resource-providers';
import { CLUSTER_ADMIN, pullRole } from '../../config/azure/role-names';
import type { Names } from '../../config/names';
import type { Config } from '../../config/types';

/** Something that a deploy needs and leaves to somebody else. */
export interface StepOfOthers {
  /** What it is for, and when it is needed. */
  readonly what: string;
  /** A command for a POSIX shell. Its last argument in < and > has to be filled in, if there is one. */
  readonly command: string;
}

type StepNames = Pick<Names, 'resourceGroup' | 'cluster' | 'registry' | 'stacks'>;

/** Everything that the config leaves to others, in the order in which it is needed. */
export const stepsOfOthers = (config: Config, names: StepNames): readonly StepOfOthers[] => [
  ...registrations(config),
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

function registryRole(config: Config, { resourceGroup, cluster, registry, stacks }: StepNames): readonly StepOfOthers[] {
  const option = config.registry;
  if (option.kind === 'create' || option.roleAssignment === 'create') return [];
  const show = `az aks show --resource-group ${resourceGroup} --name ${cluster} --subscription ${subscriptionIn(config)}`;
  const kubelet = `"$(${show} --query identityProfile.kubeletidentity.objectId --output tsv)"`;
  const role = pullRole(option.roleAssignmentMode === 'abac');
  return [
    {
      what: `after the stack ${stacks.platform}, let the nodes pull from registry ${registry}`,
      command: `az role assignment create --role "${role}" --scope ${option.id} --assignee-principal-type ServicePrincipal --assignee-object-id ${kubelet}`,
    },
  ];
}
