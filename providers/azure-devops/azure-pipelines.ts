import type { EnvVar, VolumeMount } from 'kubernetes-types/core/v1';
import { capabilitiesFor } from '../../config/demands';
import type { EntryDemands, Provider, ScalerAccess, SignIn, Trigger, TriggerSignIn } from '../contract/pod-objects';

/** How agents, their placeholder, and the scaler or KEDA sign in to Azure DevOps. */
export type AgentCredentials =
  | {
      readonly kind: 'pat';
      /** Secret in the namespace of the agents that holds the personal access token under the key `token`. */
      readonly secretName: string;
      /** Day on which the token expires, like 2027-03-01; the placeholder's metrics show it. @default - not known */
      readonly expiresOn?: string | undefined;
    }
  | {
      readonly kind: 'workloadIdentity';
      /** Client id of the identity that the service accounts of the pods are federated with, and that of KEDA's operator if there is no scaler. */
      readonly clientId: string;
    };

/** An agent pool of Azure DevOps, and how to sign in to it. */
export interface AzurePipelinesProps {
  /** URL of the organisation, without a trailing slash. */
  readonly organizationUrl: string;
  /** The agent pool in Azure DevOps, by name or by id. */
  readonly pool: string | number;
  readonly credentials: AgentCredentials;
}

const TOKEN: VolumeMount = { name: 'token', mountPath: '/var/run/secrets/azp', readOnly: true };

/**
 * Agents that run jobs of Azure Pipelines.
 *
 * @example
 * azurePipelines({
 *   organizationUrl: 'https://dev.azure.com/contoso',
 *   pool: 'aks-linux',
 *   credentials: { kind: 'pat', secretName: 'azure-devops-token' },
 * });
 */
export function azurePipelines(props: AzurePipelinesProps): Provider {
  return (entry) => ({
    connection: connection(props, entry),
    signIn: signIn(props.credentials),
    trigger: trigger(props, entry),
    triggerSignIn: triggerSignIn(props.credentials),
  });
}

/**
 * How the scaler signs in to Azure DevOps. It has the URL and the credential, and no agent pool of its own.
 *
 * @example
 * azurePipelinesScaler({
 *   organizationUrl: 'https://dev.azure.com/contoso',
 *   credentials: { kind: 'pat', secretName: 'azure-devops-token' },
 * });
 */
export function azurePipelinesScaler({ organizationUrl, credentials }: Omit<AzurePipelinesProps, 'pool'>): ScalerAccess {
  return { connection: [serviceUrl(organizationUrl)], signIn: signIn(credentials) };
}

const serviceUrl = (organizationUrl: string): EnvVar => ({ name: 'AZP_URL', value: organizationUrl });

function connection({ organizationUrl, pool }: AzurePipelinesProps, { demands, capabilities }: EntryDemands): readonly EnvVar[] {
  const lines = Object.entries(capabilitiesFor(demands, capabilities)).map(([name, value]) => `${name}=${value}`);
  return [
    serviceUrl(organizationUrl),
    typeof pool === 'number' ? { name: 'AZP_POOL_ID', value: `${pool}` } : { name: 'AZP_POOL', value: pool },
    ...(lines.length === 0 ? [] : [{ name: 'AZP_CAPABILITIES', value: lines.join('\n') }]),
  ];
}

function signIn(credentials: AgentCredentials): SignIn {
  switch (credentials.kind) {
    case 'pat':
      return {
        env: [{ name: 'AZP_TOKEN_FILE', value: `${TOKEN.mountPath}/token` }],
        volumeMounts: [TOKEN],
        // Readable by the group of the pod's user.
        volumes: [{ name: TOKEN.name, secret: { secretName: credentials.secretName, defaultMode: 0o440 } }],
        podLabels: {},
        skipAnnotation: undefined,
        expiresOn: credentials.expiresOn,
      };
    case 'workloadIdentity':
      // The webhook of AKS adds variables and volume to every container of the pod that the annotation does not name, init
      // containers included (azure.github.io/azure-workload-identity, "Labels and Annotations"; its pkg/webhook/webhook.go).
      return {
        env: [],
        volumeMounts: [],
        volumes: [],
        podLabels: { 'azure.workload.identity/use': 'true' },
        skipAnnotation: 'azure.workload.identity/skip-containers',
        expiresOn: undefined,
      };
    default:
      throw unknown(credentials);
  }
}

/** Parameters of KEDA's azure-pipelines scaler. */
function trigger({ pool }: AzurePipelinesProps, { demands }: EntryDemands): Trigger {
  return {
    type: 'azure-pipelines',
    metadata: {
      ...(typeof pool === 'number' ? { poolID: `${pool}` } : { poolName: pool }),
      organizationURLFromEnv: 'AZP_URL',
      targetPipelinesQueueLength: '1',
      // Only unfinished requests: faster, and a long history can't hide what is queued (kedacore/keda#6819).
      fetchUnfinishedJobsOnly: 'true',
      // By default KEDA 2.21 counts jobs that run, and `accurate` does not subtract them. Older versions ignore this (docs/decisions/0029).
      scaleOnInFlight: 'false',
      ...(demands.length === 0
        ? {}
        : { demands: demands.join(','), requireAllDemandsAndIgnoreOthers: 'true', caseInsensitiveDemandsProcessing: 'true' }),
    },
  };
}

function triggerSignIn(credentials: AgentCredentials): TriggerSignIn {
  switch (credentials.kind) {
    case 'pat':
      return { secretTargetRef: [{ parameter: 'personalAccessToken', name: credentials.secretName, key: 'token' }] };
    case 'workloadIdentity':
      return { podIdentity: { provider: 'azure-workload', identityId: credentials.clientId } };
    default:
      throw unknown(credentials);
  }
}

const unknown = (credentials: never) => new Error(`unknown credentials: ${JSON.stringify(credentials)}`);
