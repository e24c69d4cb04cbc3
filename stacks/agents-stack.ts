import type { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { type ITerraformDependable, TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import type { Images } from '../config/agent-image';
import { namespaceDeleteMinutes } from '../config/drain-time';
import { entriesOf } from '../config/entries';
import { inOrderOfPreference } from '../config/entry-order';
import { scalingPair } from '../config/keda-version';
import { agentPoolObjectName, FIXED_NAMES } from '../config/names';
import { placementOf } from '../config/node-placement';
import { pollingSecondsOf, scalerPollSeconds } from '../config/polling';
import type { AgentPoolConfig } from '../config/types';
import { AgentNamespace } from '../constructs/agents/agent-namespace';
import { AgentNetworkPolicy } from '../constructs/agents/agent-network-policy';
import { AgentPool, type AgentPoolProps } from '../constructs/agents/agent-pool';
import { AgentServiceAccount } from '../constructs/agents/agent-service-account';
import { AgentToken } from '../constructs/agents/agent-token';
import { ApiServerPolicy } from '../constructs/agents/api-server-policy';
import { METRICS_NAMESPACE, MetricsPolicy } from '../constructs/agents/metrics-policy';
import { ScrapeConfig } from '../constructs/agents/scrape-config';
import { GitHubKey } from '../constructs/runners/github-key';
import { RunnerPool } from '../constructs/runners/runner-pool';
import { RunnerServiceAccount } from '../constructs/runners/runner-service-account';
import { Scaler, type ScalerProps } from '../constructs/scaler/scaler';
import { type AgentCredentials, azurePipelines, azurePipelinesScaler } from '../providers/azure-devops/azure-pipelines';
import { combinedAccess } from '../providers/contract/combined-access';
import { gitHubScaler } from '../providers/github/github-actions';
import type { StackProps } from './base-stack';
import { ClusterStack } from './cluster-stack';
import {
  keySourceOf,
  knowsTokenExpiry,
  type RunnersService,
  runnerCredentials,
  runnerPoolProps,
  runnerScalerEntries,
} from './runner-entries';

/** What the cluster has in addition to this deployment. */
export interface Surroundings {
  /** Address ranges of the cluster itself: of its pods and services. @default those of an AKS cluster with default settings */
  readonly clusterRanges?: readonly string[];
  /** Address of the service `kubernetes` as a range. @default that of an AKS cluster with default settings */
  readonly apiServer?: string;
  /** Namespace of KEDA. @default that of the keda stack */
  readonly kedaNamespace?: string;
  /** Namespace whose pods read the metrics. @default 'kube-system', where the agent of Azure Monitor runs */
  readonly metricsNamespace?: string;
}

export interface AgentsStackProps extends StackProps, Partial<Images> {
  readonly surroundings?: Surroundings;
}

/** The service of the agent pools, how to sign in to it, and the image of its agents. */
interface AgentsService {
  readonly organizationUrl: string;
  readonly parallelJobs: ScalerProps['parallelJobs'];
  readonly credentials: AgentCredentials;
  readonly image: string;
  /** The Secret with the token, if this stack creates it. */
  readonly secret: ITerraformDependable | undefined;
}

/** The services of this deployment. One without entries is undefined: config/rules/services.ts requires that. */
interface Services {
  readonly agents: AgentsService | undefined;
  readonly runners: RunnersService | undefined;
}

/** The namespace of an object, and what must exist before it. */
interface Place {
  readonly namespace: string;
  readonly dependsOn: ITerraformDependable[];
}

/** The entries, and the objects that they share. Teams change this stack weekly. */
export class AgentsStack extends ClusterStack {
  constructor(scope: Construct, id: string, props: AgentsStackProps) {
    super(scope, id, props);
    const { config, names, surroundings: { clusterRanges, apiServer } = {} } = props;
    const namespace = new AgentNamespace(this, 'namespace', {
      name: names.agentsNamespace,
      deleteMinutes: namespaceDeleteMinutes(entriesOf(config)),
    });
    const inNamespace: Place = { namespace: names.agentsNamespace, dependsOn: [namespace.resource] };
    const withScaler = config.keda.trigger === 'metrics-api';
    const identity = this.lookUpIdentity(props);
    const accounts = this.#addServiceAccounts(props, inNamespace, identity?.clientId);
    const policy = new AgentNetworkPolicy(this, 'network_policy', {
      ...inNamespace,
      clusterRanges,
      apiServer,
      agentsReachApiServer: !withScaler,
    });
    const agents = this.#addAgentsService(props, inNamespace, identity?.clientId);
    const runners = this.#addRunnersService(props, inNamespace);
    this.#addMonitoring(props, inNamespace);

    const secrets = [agents, runners].flatMap((service) => service?.secret ?? []);
    const before: ITerraformDependable[] = [...accounts, policy.object.resource, ...secrets];
    if (withScaler) before.push(...this.#addScaler(props, { agents, runners }, before));
    this.#addEntries(props, { agents, runners }, before);
    new TerraformOutput(this, 'agents_namespace', { value: names.agentsNamespace });
  }

  #addServiceAccounts({ config }: AgentsStackProps, place: Place, clientId: string | undefined): readonly Manifest[] {
    const marksPods = config.keda.trigger !== 'metrics-api';
    const agents = { ...place, name: FIXED_NAMES.agentServiceAccount, clientId, marksPods };
    const runners = { ...place, name: FIXED_NAMES.runnerServiceAccount };
    return [
      ...(config.agentPools.length === 0 ? [] : new AgentServiceAccount(this, 'service_account', agents).objects),
      ...(config.runnerPools.length === 0 ? [] : [new RunnerServiceAccount(this, 'runner_service_account', runners).object]),
    ].map(({ resource }) => resource);
  }

  /** Adds the token, unless the config names a Secret or the agents sign in with the identity. Returns undefined without agent pools. */
  #addAgentsService({ config, image }: AgentsStackProps, place: Place, clientId: string | undefined): AgentsService | undefined {
    const { azureDevOps: service } = config;
    if (service === undefined) return undefined;
    if (image === undefined) throw new Error('agents need an image');
    const { auth, organizationUrl, parallelJobs } = service;
    const common = { organizationUrl, parallelJobs, image: image.reference };
    if (auth.kind === 'pat' && auth.token !== undefined) {
      const { secret: secretName } = auth.token;
      return { ...common, credentials: { kind: 'pat', secretName, expiresOn: auth.expiresOn }, secret: undefined };
    }
    if (auth.kind === 'pat') {
      const { name, resource } = new AgentToken(this, 'token', { ...place, name: FIXED_NAMES.tokenSecret, revision: auth.revision });
      return { ...common, credentials: { kind: 'pat', secretName: name, expiresOn: auth.expiresOn }, secret: resource };
    }
    if (clientId === undefined) throw new Error('agents need a token or an identity');
    return { ...common, credentials: { kind: 'workloadIdentity', clientId }, secret: undefined };
  }

  /** Adds the key of the GitHub App or the token, unless the config names a Secret. Returns undefined without runner pools. */
  #addRunnersService({ config, runnerImage }: AgentsStackProps, place: Place): RunnersService | undefined {
    const { gitHub } = config;
    if (gitHub === undefined) return undefined;
    if (runnerImage === undefined) throw new Error('runners need an image');
    const common = { url: gitHub.url, image: runnerImage.reference };
    const source = keySourceOf(gitHub);
    if (source.kind === 'existing') return { ...common, credentials: runnerCredentials(gitHub, source.secret), secret: undefined };
    const { kind } = gitHub.auth;
    const key = new GitHubKey(this, 'github_key', { ...place, name: FIXED_NAMES.gitHubSecret, kind, revision: source.revision });
    return { ...common, credentials: runnerCredentials(gitHub, key.name), secret: key.resource };
  }

  /** The metrics of placeholders and of the scaler. The policy of the scaler itself allows its metrics to be read. */
  #addMonitoring({ config, names, surroundings = {} }: AgentsStackProps, place: Place): void {
    if (config.monitoring === undefined) return;
    const { metricsNamespace: from, kedaNamespace = FIXED_NAMES.kedaNamespace } = surroundings;
    if (config.agentPools.length > 0) new MetricsPolicy(this, 'metrics_policy', { ...place, from });
    new ScrapeConfig(this, 'scrape_config', {
      agentsNamespace: names.agentsNamespace,
      kedaNamespace,
      scaler: config.keda.trigger === 'metrics-api',
      runners: config.runnerPools.length > 0,
      gitHubTokenExpiry: knowsTokenExpiry(config),
    });
  }

  /** Adds the scaler, and its way and that of the placeholders to the API server. Returns what must exist before the entries. */
  #addScaler(props: AgentsStackProps, services: Services, before: readonly ITerraformDependable[]): readonly Manifest[] {
    const dependsOn = [...before];
    const { names, surroundings } = props;
    const place = { namespace: names.agentsNamespace, apiServer: surroundings?.apiServer, dependsOn };
    const policy = new ApiServerPolicy(this, 'api_server_policy', place);
    const scaler = new Scaler(this, 'scaler', { ...scalerProps(props, services), dependsOn: [...dependsOn, policy.object.resource] });
    return [policy.object, ...scaler.objects].map(({ resource }) => resource);
  }

  #addEntries(props: AgentsStackProps, { agents, runners }: Services, before: ITerraformDependable[]): void {
    const { agentPools, runnerPools } = props.config;
    for (const entry of agentPools) {
      if (agents !== undefined) new AgentPool(this, `pool_${entry.name}`, { ...agentPoolProps(entry, props, agents), dependsOn: before });
    }
    for (const entry of runnerPools) {
      if (runners !== undefined) {
        new RunnerPool(this, `runner_pool_${entry.name}`, { ...runnerPoolProps(entry, props, runners), dependsOn: before });
      }
    }
  }
}

/** The properties of the scaler. Its entries are in the order in which it prefers them. Agents and runners have no jobs in common. */
function scalerProps({ config, names, surroundings = {} }: AgentsStackProps, { agents, runners }: Services): ScalerProps {
  const image = agents?.image ?? runners?.image;
  if (image === undefined) throw new Error('the scaler needs an entry');
  return {
    name: config.name,
    namespace: names.agentsNamespace,
    image,
    runnerImage: runners?.image,
    access: combinedAccess([
      ...(agents === undefined ? [] : [azurePipelinesScaler(agents)]),
      ...(runners === undefined ? [] : [gitHubScaler(runners)]),
    ]),
    clientId: agents?.credentials.kind === 'workloadIdentity' ? agents.credentials.clientId : undefined,
    entries: [
      ...inOrderOfPreference(config.agentPools).map(({ name, pool = name, ...options }) => ({
        ...options,
        objectName: agentPoolObjectName(config.name, name),
        pool,
      })),
      ...runnerScalerEntries(config),
    ],
    ...(agents === undefined ? {} : { pollingSeconds: scalerPollSeconds(config), parallelJobs: agents.parallelJobs }),
    kedaNamespace: surroundings.kedaNamespace,
    metricsFrom: config.monitoring === undefined ? undefined : (surroundings.metricsNamespace ?? METRICS_NAMESPACE),
  };
}

/** Passes the options of an entry on unchanged, except for its name, its agent pool and where its agents run. */
function agentPoolProps(
  entry: AgentPoolConfig,
  { config, names }: AgentsStackProps,
  { organizationUrl, credentials, image }: AgentsService,
): AgentPoolProps {
  const { name, pool = name, ...options } = entry;
  return {
    ...options,
    ...placementOf(options, config.cluster),
    pollingSeconds: pollingSecondsOf(options, config.keda.trigger),
    objectName: agentPoolObjectName(config.name, name),
    namespace: names.agentsNamespace,
    serviceAccountName: FIXED_NAMES.agentServiceAccount,
    image,
    trigger: config.keda.trigger === 'metrics-api' ? 'scaler' : 'provider',
    scaling: scalingPair(config.keda.version),
    provider: azurePipelines({ organizationUrl, pool, credentials }),
  };
}
