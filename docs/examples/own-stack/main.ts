import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AgentNamespace } from '../../../constructs/agents/agent-namespace';
import { AgentNetworkPolicy } from '../../../constructs/agents/agent-network-policy';
import { AgentPool } from '../../../constructs/agents/agent-pool';
import { AgentServiceAccount } from '../../../constructs/agents/agent-service-account';
import { AgentToken } from '../../../constructs/agents/agent-token';
import { azurePipelines } from '../../../providers/azure-devops/azure-pipelines';

/** One agent pool in a stack of your own, on a cluster that exists and has the newest KEDA of config/keda-version.ts. */
export class OwnStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    new KubernetesProvider(this, 'kubernetes', { configPath: '~/.kube/config' });

    const namespace = new AgentNamespace(this, 'namespace', { name: 'agents' });
    const inNamespace = { namespace: 'agents', dependsOn: [namespace.resource] };
    const account = new AgentServiceAccount(this, 'service_account', { ...inNamespace, name: 'azure-pipelines-agent' });
    const policy = new AgentNetworkPolicy(this, 'network_policy', inNamespace);
    const token = new AgentToken(this, 'token', { ...inNamespace, name: 'azure-devops-token', revision: 1 });

    new AgentPool(this, 'linux', {
      ...inNamespace,
      objectName: 'linux',
      serviceAccountName: 'azure-pipelines-agent',
      image: 'example.azurecr.io/azure-pipelines-agent:1',
      provider: azurePipelines({
        organizationUrl: 'https://dev.azure.com/your-organisation',
        pool: 'aks-linux',
        credentials: { kind: 'pat', secretName: token.name },
      }),
      maxAgents: 5,
      dependsOn: [...account.objects, policy.object, token].map(({ resource }) => resource),
    });
  }
}

if (require.main === module) {
  const app = new App();
  new OwnStack(app, 'own');
  app.synth();
}
