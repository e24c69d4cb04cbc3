import { createHash } from 'node:crypto';
import { NAME_FORMS, type NamePatterns, type PatternName } from './name-patterns';
import { partsOfId } from './resource-id';
import { filled } from './text/pattern';
import type { Config } from './types';

export { FIXED_NAMES } from './fixed-names';

/** What names are made from. */
export interface NameSource {
  readonly name: string;
  readonly location: string;
  /** URL of the organisation of the agent pools. Without them, the URL that the runners belong to in GitHub. */
  readonly organizationUrl: string;
  /** Name of the registry, if the config sets one. */
  readonly registryName?: string | undefined;
  /** The names that the config sets. @default - those of this project */
  readonly patterns?: NamePatterns | undefined;
  /** Host of the registry. @default - that of its name */
  readonly registryLoginServer?: string | undefined;
  /** Name of the resource group, if it exists. */
  readonly resourceGroup?: string | undefined;
  /** The cluster, if it exists. */
  readonly cluster?: { readonly name: string; readonly resourceGroup: string } | undefined;
}

/**
 * Every name in Azure and Kubernetes. A name is a contract: a change here replaces the resource in every deployment.
 * Names are never shortened; `config/rules/` rejects those that would be too long.
 */
export interface Names {
  readonly resourceGroup: string;
  readonly cluster: string;
  /** The resource group of the cluster itself, not that of its nodes. */
  readonly clusterResourceGroup: string;
  readonly dnsPrefix: string;
  /** The resource group of the nodes. Undefined if AKS names it. */
  readonly nodeResourceGroup: string | undefined;
  readonly registry: string;
  readonly registryLoginServer: string;
  readonly identity: string;
  readonly budget: string;
  readonly monitorWorkspace: string;
  /** Name of the data collection endpoint (at most 44 characters) and of the data collection rule. */
  readonly dataCollection: string;
  readonly alerts: string;
  readonly stacks: { readonly platform: string; readonly image: string; readonly keda: string; readonly agents: string };
  readonly agentsNamespace: string;
}

/** Derives all names. */
export function deriveNames(source: NameSource): Names {
  const { name, location, patterns = {} } = source;
  const made = (resource: PatternName): string => filled(patterns[resource] ?? NAME_FORMS[resource].byDefault ?? '', { name, location });
  const registry = source.registryName ?? `acr${name.replaceAll('-', '')}${shortHash(source)}`;
  const resourceGroup = source.resourceGroup ?? made('resourceGroup');
  return {
    resourceGroup,
    cluster: source.cluster?.name ?? made('cluster'),
    clusterResourceGroup: source.cluster?.resourceGroup ?? resourceGroup,
    dnsPrefix: made('dnsPrefix'),
    nodeResourceGroup: patterns.nodeResourceGroup === undefined ? undefined : made('nodeResourceGroup'),
    registry,
    registryLoginServer: source.registryLoginServer ?? `${registry.toLowerCase()}.azurecr.io`,
    identity: made('identity'),
    budget: made('budget'),
    monitorWorkspace: made('monitorWorkspace'),
    dataCollection: made('dataCollection'),
    alerts: made('alerts'),
    stacks: { platform: `${name}-platform`, image: `${name}-image`, keda: `${name}-keda`, agents: `${name}-agents` },
    agentsNamespace: `${name}-agents`,
  };
}

/** The names of a checked config. It has an organisation or a URL in GitHub: config/rules/services.ts requires one. */
export function namesOf(config: Config): Names {
  const { registry, resourceGroup, cluster } = config;
  return deriveNames({
    name: config.name,
    location: config.location,
    organizationUrl: config.azureDevOps?.organizationUrl ?? config.gitHub?.url ?? '',
    patterns: config.names,
    ...(registry.kind === 'create'
      ? { registryName: registry.name }
      : { registryName: partsOfId(registry.id).name, registryLoginServer: registry.loginServer }),
    resourceGroup: resourceGroup.kind === 'create' ? undefined : resourceGroup.name,
    cluster: cluster.kind === 'create' ? undefined : cluster,
  });
}

/** Name of the ScaledJob and TriggerAuthentication of an entry. The names of its agents start with it. */
export function agentPoolObjectName(deployment: string, entry: string): string {
  return `${deployment}-${entry}`;
}

/** Name of the Deployment of a placeholder, and of the agent that it registers. */
export function placeholderName(objectName: string): string {
  return `${objectName}-placeholder`;
}

/** Makes a derived name of a registry unique: these names are shared by all of Azure. */
function shortHash({ name, location, organizationUrl }: NameSource): string {
  return createHash('sha256').update([name, location, organizationUrl.toLowerCase()].join('\n')).digest('hex').slice(0, 8);
}
