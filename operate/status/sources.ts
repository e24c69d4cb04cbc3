import { projectOf } from '../../config/project';
import { reason } from '../../lib/reason';
import { operatorService } from '../lib/agent-service';
import { connectCluster } from '../lib/cluster/connect';
import type { ClusterReader } from '../lib/cluster/reader';
import { configDeployment, type Deployment } from '../lib/deployment';
import { operatorConfig } from '../lib/operator-config';
import { runProgram } from '../lib/program';
import { runnerService } from '../lib/runner-service';
import type { ReleaseChoice } from '../release/choice';
import { readRelease } from '../release/read-release';
import { maxNodesOf } from './cluster-state';
import type { Options } from './command-line';
import type { Sources } from './gather';
import { registryAge } from './image-age';
import type { Part } from './part';

/** Returns the sources of the next snapshot. */
export type SourcesReader = () => Promise<Sources>;

type Services = Pick<Options, 'url' | 'gitHubUrl'>;

/** @throws ConfigError for a config or a release that can't be used, and ClusterError if the cluster of a release can't be read */
export const sourcesReader = async (options: Options): Promise<SourcesReader> =>
  options.release === undefined ? configSources(options) : releaseSources(options.release, options);

/** What the config deploys. Only a new start reads the config again. */
function configSources(options: Options): SourcesReader {
  const deployment = configDeployment(operatorConfig(), projectOf(__dirname).imageContext);
  const { config, names } = deployment;
  const sources: Sources = {
    ...deployment,
    ...servicesOf(deployment, options),
    maxNodes: maxNodesOf(config.cluster),
    context: options.context ?? names.cluster,
    cluster: connected(
      () => connectCluster({ context: options.context, cluster: names.cluster, resourceGroup: names.clusterResourceGroup }).reader,
    ),
  };
  return async () => sources;
}

/** A Helm release. It is read again for each snapshot, because an upgrade may change it; if that fails, the last reading stays. */
async function releaseSources(choice: ReleaseChoice, options: Services): Promise<SourcesReader> {
  const { reader, context } = connectCluster({ context: choice.context });
  const read = async (): Promise<Sources> => {
    const deployment = await readRelease(reader, choice);
    return { ...deployment, ...servicesOf(deployment, options), maxNodes: new Map(), context, cluster: { value: reader } };
  };
  const first = await read();
  let last: Sources | undefined;
  return async () => {
    last = last === undefined ? first : await read().catch(() => last ?? first);
    return last;
  };
}

const servicesOf = ({ config }: Deployment, { url, gitHubUrl }: Services): Pick<Sources, 'service' | 'runnerService' | 'pushedAt'> => ({
  service: config.agentPools.length === 0 ? undefined : operatorService(config, url, process.env),
  runnerService: runnerService(config, gitHubUrl, process.env),
  pushedAt: registryAge(runProgram),
});

function connected(connect: () => ClusterReader): Part<ClusterReader> {
  try {
    return { value: connect() };
  } catch (error) {
    return { missing: reason(error) };
  }
}
