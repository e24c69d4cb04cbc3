import { type AgentPoolProps, type CompleteAgentPoolProps, completeProps } from '../../constructs/agents/agent-props';
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
