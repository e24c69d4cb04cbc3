import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { AgentNamespace } from '../../../constructs/agents/agent-namespace';
import { AgentNetworkPolicy } from '../../../constructs/agents/agent-network-policy';
import { ApiServerPolicy } from '../../../constructs/agents/api-server-policy';
import { GitHubKey } from '../../../constructs/runners/github-key';
import { RunnerPool } from '../../../constructs/runners/runner-pool';
import { RunnerServiceAccount } from '../../../constructs/runners/runner-service-account';
import { Scaler } from '../../../constructs/scaler/scaler';
import { gitHubRunners, gitHubScaler } from '../../../providers/github/github-actions';

const IMAGE = 'example.azurecr.io/github-runner:1';

/** One runner pool in a stack of your own, on a cluster that exists and has the newest KEDA of config/keda-version.ts. */
export class OwnRunners extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    new KubernetesProvider(this, 'kubernetes', { configPath: '~/.kube/config' });

    const namespace = new AgentNamespace(this, 'namespace', { name: 'runners' });
    const inNamespace = { namespace: 'runners', dependsOn: [namespace.resource] };
    const account = new RunnerServiceAccount(this, 'runner_service_account', { ...inNamespace, name: 'github-runner' });
    const policy = new AgentNetworkPolicy(this, 'network_policy', { ...inNamespace, agentsReachApiServer: false });
    const apiServer = new ApiServerPolicy(this, 'api_server_policy', inNamespace);
    const key = new GitHubKey(this, 'github_key', { ...inNamespace, name: 'github-credential', kind: 'app', revision: 1 });

    const before = [account.object, policy.object, apiServer.object, key].map(({ resource }) => resource);
    const gitHub = {
      url: 'https://github.com/your-organisation',
      credentials: { kind: 'app', clientId: 'Iv23liYourApp', installationId: 12345, secretName: key.name },
    } as const;
    const scaleSet = { name: 'aks-linux', group: 'Default', labels: [] };
    const scaler = new Scaler(this, 'scaler', {
      name: 'runners',
      namespace: 'runners',
      image: IMAGE,
      access: gitHubScaler(gitHub),
      entries: [{ objectName: 'linux', scaleSet, maxAgents: 5 }],
      dependsOn: before,
    });
    new RunnerPool(this, 'runner_pool_linux', {
      objectName: 'linux',
      namespace: 'runners',
      serviceAccountName: 'github-runner',
      image: IMAGE,
      provider: gitHubRunners({ ...gitHub, scaleSet: scaleSet.name, runnerGroup: scaleSet.group }),
      maxRunners: 5,
      dependsOn: [...before, ...scaler.objects.map(({ resource }) => resource)],
    });
  }
}

if (require.main === module) {
  const app = new App();
  new OwnRunners(app, 'own-runners');
  app.synth();
}
