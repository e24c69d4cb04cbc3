import { lookup } from 'node:dns/promises';
import { projectOf } from '../../config/project';
import { OPERATE } from '../../config/timings';
import { untilAborted } from '../../lib/until-aborted';
import { connectCluster, lazyCluster } from '../lib/cluster/connect';
import { ClusterError } from '../lib/cluster/error';
import { configDeployment, type Deployment } from '../lib/deployment';
import { operatorConfig } from '../lib/operator-config';
import { runUntil } from '../lib/program';
import { subscriptionOf } from '../lib/requirements/azure';
import type { ReleaseChoice } from '../release/choice';
import { readRelease } from '../release/read-release';
import type { ListedCheck } from './check';
import { allChecks, releaseChecks } from './checks';
import type { Options } from './command-line';
import type { DeployedContext, DoctorContext, ReleaseContext } from './context';
import { azureOf } from './facts/azure/azure';
import { ownNodes } from './facts/azure/own-nodes';
import { vmSkus } from './facts/azure/vm-skus';
import { doctorConnection } from './facts/azure-devops/connection';
import { devopsFacts } from './facts/azure-devops/facts';
import { noCluster } from './facts/cluster/no-cluster';
import { lazyGitHub } from './facts/github/facts';
import { asksForCluster } from './select';

/** What is checked, and how. */
export interface Scene<Context extends DeployedContext> {
  readonly checks: readonly ListedCheck<Context>[];
  readonly context: Context;
  /** Why there is no deployment to check; undefined if there is one. */
  readonly noDeployment: () => Promise<string | undefined>;
}

/** The deployment of the config. */
export function configScene(options: Options, stop: AbortSignal): Scene<DoctorContext> {
  const deployment = configDeployment(operatorConfig(), projectOf(__dirname).imageContext);
  const { config, names } = deployment;
  const deployed = deployedContext(deployment, options, {
    stop,
    cluster: lazyCluster({ context: options.context, cluster: names.cluster, resourceGroup: names.clusterResourceGroup }),
  });
  const azure = azureOf({ run: deployed.run, subscriptionId: subscriptionOf(config, process.env) });
  const context = { ...deployed, config, names, azure, vmSkus: vmSkus(azure, config), ownNodes: ownNodes(azure, names) };
  return { checks: allChecks, context, noDeployment: async () => (asksForCluster(options) ? noCluster(context) : undefined) };
}

/** A Helm release. The cluster has been read before the checks begin. */
export async function releaseScene(options: Options, choice: ReleaseChoice, stop: AbortSignal): Promise<Scene<ReleaseContext>> {
  const { reader } = connectCluster({ context: choice.context });
  const deployment = await untilAborted(readRelease(reader, choice), stop);
  if (deployment === undefined)
    throw new ClusterError({
      finding: `release ${choice.release} could not be read within ${OPERATE.doctor.seconds} s`,
      fault: 'unreachable',
    });
  const context = { ...deployedContext(deployment, options, { stop, cluster: () => reader }), release: deployment.release };
  return { checks: releaseChecks, context, noDeployment: async () => undefined };
}

function deployedContext(
  deployment: Deployment,
  { url, gitHubUrl, projects, repositories }: Options,
  { stop, cluster }: Pick<DeployedContext, 'cluster'> & { readonly stop: AbortSignal },
): DeployedContext {
  const { config } = deployment;
  const run = runUntil(stop);
  const connection = doctorConnection(config, url, { environment: process.env, run });
  const gitHub = lazyGitHub(config, gitHubUrl, process.env);
  return {
    ...deployment,
    cluster,
    serviceUrls: [
      ...(config.agentPools.length === 0 ? [] : [connection.url]),
      ...(config.runnerPools.length === 0 ? [] : [gitHub().scope.apiBase]),
    ],
    lookup: async (host) => (await lookup(host, { all: true, family: 4 })).map(({ address }) => address),
    environment: process.env,
    nodeVersion: process.version,
    now: Date.now(),
    run,
    devops: devopsFacts(connection, config),
    projects,
    gitHub,
    repositories,
  };
}
