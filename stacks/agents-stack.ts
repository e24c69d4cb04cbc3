import type { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { type ITerraformDependable, TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import type { AgentImageSource } from '../config/agent-image';
import { namespaceDeleteMinutes } from '../config/drain-time';
import { entriesOf } from '../config/entries';
import { inOrderOfPreference } from '../config/entry-order';
import { scalingPair } from '../config/keda-version';
import { agentPoolObjectName, FIXED_NAMES } from '../config/names';
import { placementOf } from '../config/node-placement';
import { pollingSecondsOf, scalerPollSeconds } from '../config/polling';
import { azureDevOpsOf } from '../config/services';
import type { AgentPoolConfig, Config } from '../config/types';
import { AgentNamespace } from '../constructs/agents/agent-namespace';
import { AgentNetworkPolicy } from '../constructs/agents/agent-network-policy';
import { AgentPool, type AgentPoolProps } from '../constructs/agents/agent-pool';
import { AgentServiceAccount } from '../constructs/agents/agent-service-account';
import { AgentToken, type AgentTokenProps } from '../constructs/agents/agent-token';
import { ApiServerPolicy } from '../constructs/agents/api-server-policy';
import { MetricsPolicy } from '../constructs/agents/metrics-policy';
import { ScrapeConfig } from '../constructs/agents/scrape-config';
import { Scaler, type ScalerProps } from '../constructs/scaler/scaler';
import { type AgentCredentials, azurePipelines, azurePipelinesScaler } from '../providers/azure-devops/azure-pipelines';
import type { StackProps } from './base-stack';
import { ClusterStack } from './cluster-stack';

export interface AgentsStackProps extends StackProps {
  readonly image: AgentImageSource;
}

/** The service that has the queues, and how to sign in to it. */
interface Service {
  readonly organizationUrl: string;
  readonly parallelJobs: ScalerProps['parallelJobs'];
  readonly credentials: AgentCredentials;
}

/** The entries, and the objects that they share. Teams change this stack weekly. */
export class AgentsStack extends ClusterStack {
  constructor(scope: Construct, id: string, props: AgentsStackProps) {
    super(scope, id, props);
    const { config, names } = props;
    const namespace = new AgentNamespace(this, 'namespace', {
      name: names.agentsNamespace,
      deleteMinutes: namespaceDeleteMinutes(entriesOf(config)),
    });
    const inNamespace = { namespace: names.agentsNamespace, dependsOn: [namespace.resource] };
    const withScaler = config.keda.trigger === 'metrics-api';
    const identity = this.lookUpIdentity(props);
    const account = new AgentServiceAccount(this, 'service_account', {
      ...inNamespace,
      name: FIXED_NAMES.agentServiceAccount,
      clientId: identity?.clientId,
      marksPods: !withScaler,
    });
    const policy = new AgentNetworkPolicy(this, 'network_policy', { ...inNamespace, agentsReachApiServer: !withScaler });
    const token = this.#addToken(props, inNamespace);
    if (config.monitoring !== undefined) {
      new MetricsPolicy(this, 'metrics_policy', inNamespace);
      new ScrapeConfig(this, 'scrape_config', {
        agentsNamespace: names.agentsNamespace,
        kedaNamespace: FIXED_NAMES.kedaNamespace,
        scaler: withScaler,
      });
    }
    const service = serviceOf(token, identity?.clientId, config);

    const before: ITerraformDependable[] = [...account.objects, policy.object, ...(token === undefined ? [] : [token])].map(
      ({ resource }) => resource,
    );
    if (withScaler) before.push(...this.#addScaler(props, service, before));
    for (const entry of config.agentPools) {
      new AgentPool(this, `pool_${entry.name}`, { ...agentPoolProps(entry, props, service), dependsOn: before });
    }
    new TerraformOutput(this, 'agents_namespace', { value: names.agentsNamespace });
  }

  /** Adds the scaler, and its way and that of the placeholders to the API server. Returns what must exist before the entries. */
  #addScaler(props: AgentsStackProps, service: Service, before: readonly ITerraformDependable[]): readonly Manifest[] {
    const dependsOn = [...before];
    const policy = new ApiServerPolicy(this, 'api_server_policy', { namespace: props.names.agentsNamespace, dependsOn });
    const scaler = new Scaler(this, 'scaler', { ...scalerProps(props, service), dependsOn: [...dependsOn, policy.object.resource] });
    return [policy.object, ...scaler.objects].map(({ resource }) => resource);
  }

  #addToken({ config }: AgentsStackProps, where: Pick<AgentTokenProps, 'namespace' | 'dependsOn'>): AgentToken | undefined {
    const { auth } = azureDevOpsOf(config);
    if (auth.kind !== 'pat') return undefined;
    return new AgentToken(this, 'token', { ...where, name: FIXED_NAMES.tokenSecret, revision: auth.revision });
  }
}

/** The properties of the scaler. Its entries are in the order in which it prefers them. */
function scalerProps({ config, names, image }: AgentsStackProps, { parallelJobs, ...service }: Service): ScalerProps {
  const { credentials } = service;
  return {
    name: config.name,
    namespace: names.agentsNamespace,
    image: image.reference,
    access: azurePipelinesScaler(service),
    clientId: credentials.kind === 'workloadIdentity' ? credentials.clientId : undefined,
    entries: inOrderOfPreference(config.agentPools).map(({ name, pool = name, ...options }) => ({
      ...options,
      objectName: agentPoolObjectName(config.name, name),
      pool,
    })),
    pollingSeconds: scalerPollSeconds(config),
    parallelJobs,
    metricsFrom: config.monitoring === undefined ? undefined : 'kube-system',
  };
}

/** Passes the options of an entry on unchanged, except for its name, its agent pool and where its agents run. */
function agentPoolProps(
  entry: AgentPoolConfig,
  { config, names, image }: AgentsStackProps,
  { organizationUrl, credentials }: Service,
): AgentPoolProps {
  const { name, pool = name, ...options } = entry;
  return {
    ...options,
    ...placementOf(options, config.cluster),
    pollingSeconds: pollingSecondsOf(options, config.keda.trigger),
    objectName: agentPoolObjectName(config.name, name),
    namespace: names.agentsNamespace,
    serviceAccountName: FIXED_NAMES.agentServiceAccount,
    image: image.reference,
    trigger: config.keda.trigger === 'metrics-api' ? 'scaler' : 'provider',
    scaling: scalingPair(config.keda.version),
    provider: azurePipelines({ organizationUrl, pool, credentials }),
  };
}

function serviceOf(token: AgentToken | undefined, clientId: string | undefined, config: Config): Service {
  const { auth, ...service } = azureDevOpsOf(config);
  if (token !== undefined) {
    const expiresOn = auth.kind === 'pat' ? auth.expiresOn : undefined;
    return { ...service, credentials: { kind: 'pat', secretName: token.name, expiresOn } };
  }
  if (clientId !== undefined) return { ...service, credentials: { kind: 'workloadIdentity', clientId } };
  throw new Error('agents need a token or an identity');
}
