import { FIXED_NAMES } from '../../config/names';

/** Where a release is published. */
export interface ReleaseNames {
  /** Repositories of the images, without a tag. The tag is the version. */
  readonly agentImage: string;
  readonly runnerImage: string;
  /** The folder of the chart, as `helm push` takes it. */
  readonly charts: string;
  /** Repository of the chart, without `oci://` and a tag. The tag is the version. */
  readonly chart: string;
}

/**
 * The names of a release in GitHub's registry.
 *
 * @param owner the user or organisation to which the repository belongs. Names in a registry are in lower case
 * @param project name in package.json, which the chart has too
 */
export function releaseNames(owner: string, project: string): ReleaseNames {
  const folder = `ghcr.io/${owner.toLowerCase()}`;
  return {
    agentImage: `${folder}/${FIXED_NAMES.imageRepository}`,
    runnerImage: `${folder}/${FIXED_NAMES.runnerImageRepository}`,
    charts: `oci://${folder}/charts`,
    chart: `${folder}/charts/${project}`,
  };
}
