import { ConfigError } from '../../config/problems/config-error';
import { nearestName } from '../../config/text/nearest-name';
import { reason } from '../../lib/reason';
import { ClusterError } from '../lib/cluster/error';
import type { AnyObject } from '../lib/cluster/objects';
import type { ClusterReader } from '../lib/cluster/reader';
import { helmFlags, type ReleaseChoice } from './choice';
import { decodeRelease, type StoredRelease } from './decode';

/** Name of the chart of this project: that in package.json. */
const CHART = 'azure-pipelines-agents-aks';

/** A revision, by the labels of the Secret that it is stored in. */
interface Revision {
  readonly secret: string;
  readonly release: string;
  readonly revision: number;
  readonly status: string;
}

/** What a release has deployed. */
export interface FoundRelease extends StoredRelease {
  /** A newer revision than that which is deployed, such as one whose upgrade failed; undefined if there is none. */
  readonly newer: Pick<Revision, 'revision' | 'status'> | undefined;
}

/**
 * Reads the revision of a release that is deployed.
 * @throws ConfigError if the release does not exist, is of another chart, is not deployed or can't be decoded
 * @throws ClusterError if the cluster can't be read
 */
export async function findRelease(reader: Pick<ClusterReader, 'releases' | 'release'>, choice: ReleaseChoice): Promise<FoundRelease> {
  const { release, namespace } = choice;
  const all = (await reader.releases(namespace).catch(mayNot(namespace))).map(revisionOf).sort((a, b) => b.revision - a.revision);
  const ours = all.filter((each) => each.release === release);
  const [newest] = ours;
  if (newest === undefined) throw noRelease(choice, [...new Set(all.map((each) => each.release))].sort());
  const deployed = ours.find(({ status }) => status === 'deployed');
  if (deployed === undefined)
    throw unusable(choice, `must be deployed, and its revision ${newest.revision} is ${newest.status}`, history(choice));
  const data = await reader.release(namespace, deployed.secret).catch(mayNot(namespace));
  // An upgrade that ends between the two reads may delete an old revision.
  if (data === undefined) throw unusable(choice, `must stay while it is read, and Secret ${deployed.secret} is gone`, 'try again');
  return { ...decoded(data, deployed, choice), newer: newest === deployed ? undefined : newest };
}

function revisionOf({ metadata: { name, labels } }: AnyObject): Revision {
  return { secret: name, release: labels['name'] ?? '', revision: Number(labels['version'] ?? 0), status: labels['status'] ?? 'unknown' };
}

function decoded(data: string, { secret }: Revision, choice: ReleaseChoice): StoredRelease {
  const stored = attempt(
    () => decodeRelease(data),
    (why) =>
      unusable(
        choice,
        `must be readable, and Secret ${secret} is not: ${why}`,
        `compare with helm get all ${choice.release} ${helmFlags(choice)}`,
      ),
  );
  const { name, version } = stored.chart.metadata;
  if (name === CHART) return stored;
  throw unusable(choice, `must be a release of the chart ${CHART}, and it is one of ${name} ${version}`, 'name another release');
}

function attempt<T>(work: () => T, failure: (why: string) => Error): T {
  try {
    return work();
  } catch (error) {
    throw failure(reason(error));
  }
}

function noRelease(choice: ReleaseChoice, known: readonly string[]): ConfigError {
  const { release, namespace } = choice;
  const nearest = nearestName(release, known);
  return unusable(
    choice,
    known.length === 0
      ? `must name a Helm release in namespace ${namespace}, which has none in Secrets, where Helm stores them by default`
      : `must name a Helm release in namespace ${namespace}, which has ${known.join(', ')}`,
    nearest === undefined
      ? 'see helm list --all-namespaces. Argo CD stores no release: leave out --release, and name a config (docs/gitops.md)'
      : `did you mean "${nearest}"?`,
  );
}

const unusable = ({ release }: ReleaseChoice, rule: string, remedy: string): ConfigError =>
  new ConfigError('the command line', [{ path: '--release', rule, value: release, remedy }]);

/** The command that shows the revisions of a release. */
export const history = (choice: ReleaseChoice): string => `helm history ${choice.release} ${helmFlags(choice)}`;

/** Rethrows an error. If a right is missing, it names the one for releases: roles to read a cluster often exclude Secrets. */
const mayNot =
  (namespace: string) =>
  (error: unknown): never => {
    if (!(error instanceof ClusterError) || error.fault !== 'right') throw error;
    const advice = `Helm stores releases in Secrets: ask for the verbs get and list on secrets in namespace ${namespace}`;
    throw new ClusterError({ finding: error.finding, fault: error.fault, advice });
  };
