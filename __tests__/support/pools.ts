import { type AgentPoolProps, type CompleteAgentPoolProps, completeProps } from '../../constructs/agents/agent-props';

/** Props of an agent pool with a token and the defaults of the config. */
export function aPool(changes: Partial<CompleteAgentPoolProps> = {}): CompleteAgentPoolProps {
  const props: AgentPoolProps = {
    objectName: 'pipelines-linux',
    namespace: 'agents',
    serviceAccountName: 'agent',
    organizationUrl: 'https://dev.azure.com/example',
    pool: 'linux',
    image: 'example.azurecr.io/agent:1',
    credentials: { kind: 'pat', secretName: 'token' },
  };
  return { ...completeProps(props), ...changes };
}

/** Props of an agent pool with workload identity. */
export function anIdentityPool(changes: Partial<CompleteAgentPoolProps> = {}): CompleteAgentPoolProps {
  return aPool({ credentials: { kind: 'workloadIdentity', clientId: 'client' }, ...changes });
}
