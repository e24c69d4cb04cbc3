import { gzipSync } from 'node:zlib';
import { FIXED_NAMES, namesOf } from '../../../../config/names';
import type { Config } from '../../../../config/types';
import type { StoredRelease } from '../../../../operate/release/decode';
import { readProjectFile } from '../../../pipelines/project-files';
import { aConfig, type Draft } from '../../../support/builders';
import type { FakeCluster, FakeObject } from '../../lib/cluster/support/fake-cluster';
import { healthyCluster } from '../../lib/cluster/support/healthy-cluster';
import { IMAGE } from '../../support/deployment';

/** The chart has the name of the project, which operate/release/find-release.ts repeats. */
const { name: PROJECT } = JSON.parse(readProjectFile('package.json')) as { readonly name: string };

export const NAMESPACE = 'pipelines-agents';
export const CHOICE = { release: 'agents', namespace: NAMESPACE, context: undefined };

/** The config that deploys the same as `aRelease`. */
export const sameConfig = (changes: Draft = {}): Config =>
  aConfig({
    image: { kind: 'reference', reference: IMAGE },
    agentPools: [{ name: 'linux', pool: 'aks', demands: ['size -equals small'], capabilities: { java: '21' } }],
    ...changes,
  });

/** A release as Helm stores it, with the defaults of the chart that its values replace. */
export const aRelease = (changes: Partial<StoredRelease> = {}): StoredRelease => ({
  name: 'agents',
  namespace: NAMESPACE,
  version: 3,
  chart: {
    metadata: { name: PROJECT, version: '1.4.0' },
    values: {
      name: '',
      image: { reference: '' },
      keda: { version: '2.20.2', trigger: 'metrics-api', namespace: 'keda' },
      kedaChart: { enabled: false, crds: { install: true } },
      network: { clusterRanges: ['10.244.0.0/16', '10.0.0.0/16'], apiServer: '10.0.0.1/32' },
      agentPools: [],
      runnerPools: [],
    },
  },
  config: {
    name: 'pipelines',
    image: { reference: IMAGE },
    keda: { version: '2.21.0' },
    azureDevOps: { organizationUrl: 'https://dev.azure.com/example', auth: { token: { secret: 'ado' }, expiresOn: '2027-03-01' } },
    agentPools: [{ name: 'linux', pool: 'aks', demands: ['size -equals small'], capabilities: { java: '21' } }],
  },
  manifest: '',
  ...changes,
});

/** The Secret of a revision, encoded as Helm and Kubernetes do. */
export function releaseSecret(release: object, { revision = 3, status = 'deployed', name = 'agents' } = {}): FakeObject {
  const stored = gzipSync(JSON.stringify(release)).toString('base64');
  return {
    kind: 'Secret',
    type: 'helm.sh/release.v1',
    metadata: {
      name: `sh.helm.release.v1.${name}.v${revision}`,
      namespace: NAMESPACE,
      labels: { owner: 'helm', name, status, version: `${revision}` },
    },
    data: { release: Buffer.from(stored).toString('base64') },
  };
}

/** The objects of a kind of a cluster, as the manifest of a release has them. */
const manifestOf = (cluster: FakeCluster): string =>
  cluster.objects
    .filter(({ kind }) => kind === 'ScaledJob' || kind === 'Deployment')
    .map((object) => `---\n# Source: azure-pipelines-agents-aks/templates/${object.kind}.yaml\n${JSON.stringify(object)}\n`)
    .join('');

/** A cluster with a release without problems. */
export function clusterWithRelease(config = sameConfig(), changes: Partial<StoredRelease> = {}): FakeCluster {
  const cluster = healthyCluster(config);
  const token = cluster.get('Secret', FIXED_NAMES.tokenSecret);
  cluster.objects.push(
    { ...token, metadata: { ...token.metadata, name: 'ado', namespace: namesOf(config).agentsNamespace } },
    releaseSecret(aRelease(), { revision: 2, status: 'superseded' }),
    releaseSecret(aRelease({ manifest: manifestOf(cluster), ...changes })),
  );
  return cluster;
}
