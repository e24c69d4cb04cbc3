import type { Config } from '../../../../config/types';
import type { Check } from '../../../../operate/doctor/check';
import type { AzureDevOpsContext } from '../../../../operate/doctor/facts/azure-devops/context';
import { devopsFacts } from '../../../../operate/doctor/facts/azure-devops/facts';
import type { ClusterContext } from '../../../../operate/doctor/facts/cluster/context';
import type { Outcome } from '../../../../operate/doctor/outcome';
import type { ConfigDeployment } from '../../../../operate/lib/deployment';
import { ManualClock } from '../../../../proof/fake-devops/clock';
import { FakeDevOps } from '../../../../proof/fake-devops/fake-devops';
import type { Connection } from '../../../../providers/azure-devops/client/request';
import { aConfig, type Draft } from '../../../support/builders';
import { type FakeCluster, type FakeObject, NOW } from '../../lib/cluster/support/fake-cluster';
import { healthyCluster } from '../../lib/cluster/support/healthy-cluster';
import { deploymentOf, IMAGE, RUNNER_IMAGE } from '../../support/deployment';

export { IMAGE, RUNNER_IMAGE };

/** An address like that of the organisation. */
export const ADDRESS = '13.107.42.20';

/** A config with workload identity. */
export const IDENTITY: Draft = {
  azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { kind: 'workloadIdentity' } },
};

/** A config without the scaler: KEDA counts the jobs, with a credential of its own. */
export const KEDA_COUNTS: Draft = { keda: { trigger: 'azure-pipelines' } };

/** What checks of a deployment use. */
export type DeploymentContext = ClusterContext & AzureDevOpsContext & ConfigDeployment;
export type DeploymentCheck = Check<DeploymentContext>;

/** A deployment without problems: a cluster, an Azure DevOps, and the context of the checks. */
export interface Deployed {
  readonly cluster: FakeCluster;
  readonly devops: FakeDevOps;
  readonly clock: ManualClock;
  readonly context: DeploymentContext;
  /** The context of another config. */
  readonly contextOf: (config: Config) => DeploymentContext;
}

export async function aDeployment(changes: Draft = {}): Promise<Deployed> {
  const config: Config = aConfig({
    image: { kind: 'reference', reference: IMAGE },
    agentPools: [{ name: 'linux', pool: 'aks', demands: ['size -equals small'], capabilities: { java: '21' } }],
    ...changes,
  });
  const clock = new ManualClock(NOW);
  const devops = await FakeDevOps.start({ pools: ['aks'], clock });
  devops.addAgent('aks', { name: 'pipelines-linux-placeholder', enabled: false, userCapabilities: { Size: 'Small', java: '21' } });
  const cluster = healthyCluster(config);
  const connection: Connection = { url: devops.url, token: async () => ({ value: devops.token, scheme: 'basic' }), timeoutMs: 5000 };
  const contextOf = (given: Config): DeploymentContext => ({
    ...deploymentOf(given),
    environment: {},
    now: NOW,
    run: () => Promise.reject(new Error('no check of a deployment runs a program')),
    cluster: () => cluster.reader,
    serviceUrls: [connection.url],
    lookup: async () => [ADDRESS],
    devops: devopsFacts(connection, given),
    projects: [],
  });
  return { cluster, devops, clock, context: contextOf(config), contextOf };
}

/** Damages a cluster. */
export type Break = (cluster: FakeCluster) => void;

export const scaledJob = (cluster: FakeCluster): FakeObject => cluster.get('ScaledJob', 'pipelines-linux');

/** The outcome of a check, with PORT for the port of this test's Azure DevOps and REGISTRY for the deployment's registry. */
export async function outcomeOf(
  { cluster, context, devops }: Deployed,
  check: DeploymentCheck,
  damage: Break = () => undefined,
): Promise<Outcome> {
  damage(cluster);
  const text = JSON.stringify(await check.run(context));
  return JSON.parse(text.replaceAll(new URL(devops.url).port, 'PORT').replaceAll(context.names.registry, 'REGISTRY'));
}
