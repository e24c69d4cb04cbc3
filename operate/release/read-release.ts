import type { ClusterReader } from '../lib/cluster/reader';
import type { ReleaseChoice } from './choice';
import { findRelease } from './find-release';
import { type ReleaseDeployment, releaseDeployment } from './release-deployment';

/** Reads what a release has deployed. @throws ConfigError for a release that can't be used, ClusterError if the cluster can't be read */
export const readRelease = async (reader: ClusterReader, choice: ReleaseChoice): Promise<ReleaseDeployment> =>
  releaseDeployment(await findRelease(reader, choice), choice);
