import { CLUSTER_RANGES } from '../../config/cluster-network';
import { FIXED_NAMES } from '../../config/names';
import type { DeployedNames, Deployment } from '../lib/deployment';
import type { ReleaseChoice } from './choice';
import { configOfRelease, valuesOfRelease } from './config-of-release';
import { type FoundRelease, history } from './find-release';
import { manifestImages } from './manifest-images';
import { releaseRemedies } from './release-remedies';
import { isMap, type Values } from './values';

/** A revision of a Helm release as a deployment. */
export interface ReleaseDeployment extends Deployment {
  readonly release: ReleaseState;
}

/** Which revision of a release a deployment is. */
export interface ReleaseState {
  readonly name: string;
  readonly revision: number;
  readonly chartVersion: string;
  /** A newer revision, which is not deployed; undefined if there is none. */
  readonly newer: FoundRelease['newer'];
  /** The command that shows all revisions. */
  readonly history: string;
}

/** What a release deploys. @throws ConfigError if its values can't be read */
export function releaseDeployment(release: FoundRelease, choice: ReleaseChoice): ReleaseDeployment {
  const values = valuesOfRelease(release);
  const config = configOfRelease(release);
  const names = namesOfRelease(values, choice.namespace);
  const ranges = part(values, 'network')['clusterRanges'];
  return {
    config,
    names,
    images: manifestImages(release.manifest),
    clusterRanges: Array.isArray(ranges) ? ranges.map(String) : CLUSTER_RANGES,
    remedies: releaseRemedies({ choice, names, config, revision: release.version, hasOwnKeda: hasOwnKeda(values) }),
    release: {
      name: release.name,
      revision: release.version,
      chartVersion: release.chart.metadata.version,
      newer: release.newer,
      history: history(choice),
    },
  };
}

function namesOfRelease(values: Values, namespace: string): DeployedNames {
  const auth = part(values, 'azureDevOps', 'auth');
  return {
    agentsNamespace: namespace,
    kedaNamespace: hasOwnKeda(values) ? namespace : text(part(values, 'keda')['namespace'], FIXED_NAMES.kedaNamespace),
    tokenSecret: text(part(auth, 'token')['secret'], FIXED_NAMES.tokenSecret),
    identity: `the identity with client id ${text(auth['clientId'], 'unknown')}`,
  };
}

/** Whether the release installs KEDA. It is then in the namespace of the release. */
const hasOwnKeda = (values: Values): boolean => part(values, 'kedaChart')['enabled'] === true;

/** The map at a path of values; empty if there is none. */
const part = (values: Values, ...path: readonly string[]): Values =>
  path.reduce<Values>((map, key) => {
    const value = map[key];
    return isMap(value) ? value : {};
  }, values);

const text = (value: unknown, standard: string): string => (typeof value === 'string' && value !== '' ? value : standard);
