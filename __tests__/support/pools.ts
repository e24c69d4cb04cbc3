import { agentPods } from '../../constructs/agents/agent-pod';
import { type AgentPoolProps, type CompleteAgentPoolProps, completeProps } from '../../constructs/agents/agent-props';
import type { ScaledJobObject } from '../../constructs/keda/keda-types';
import { providerTrigger, scalerTrigger } from '../../constructs/pods/job-trigger';
import { scaledJobObject } from '../../constructs/pods/scaled-job';
import { type AzurePipelinesProps, azurePipelines } from '../../providers/azure-devops/azure-pipelines';

const TOKEN: AzurePipelinesProps = {
  organizationUrl: 'https://dev.azure.com/example',
  pool: 'linux',
  credentials: { kind: 'pat', secretName: 'token' },
};
const IDENTITY: AzurePipelinesProps = { ...TOKEN, credentials: { kind: 'workloadIdentity', clientId: 'client' } };

/** Properties of an agent pool as a user writes them, and of its provider. */
type Changes = Partial<AgentPoolProps & AzurePipelinesProps>;

/** An agent pool with a token and the config's defaults. */
export const aPool = (changes: Changes = {}): CompleteAgentPoolProps => completePool(TOKEN, changes);

/** The same with workload identity. */
export const anIdentityPool = (changes: Changes = {}): CompleteAgentPoolProps => completePool(IDENTITY, changes);

/** The ScaledJob of an agent pool, as `AgentPool` makes it. */
export const jobOf = (pool: CompleteAgentPoolProps): ScaledJobObject =>
  scaledJobObject({
    ...pool,
    ...agentPods(pool),
    jobTrigger: pool.trigger === 'scaler' ? scalerTrigger(pool) : providerTrigger(pool, 'auth'),
  });

function completePool(
  defaults: AzurePipelinesProps,
  { organizationUrl = defaults.organizationUrl, pool = defaults.pool, credentials = defaults.credentials, ...changes }: Changes,
): CompleteAgentPoolProps {
  return completeProps({
    objectName: 'pipelines-linux',
    namespace: 'agents',
    serviceAccountName: 'agent',
    image: 'example.azurecr.io/agent:1',
    provider: azurePipelines({ organizationUrl, pool, credentials }),
    ...changes,
  });
}
