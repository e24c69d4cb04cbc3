import { FIXED_NAMES } from '../../config/names';
import { changesAnnotation } from './changes-annotation';

interface ChartFacts {
  /** Text of CHANGELOG.md. */
  readonly changelog: string;
  readonly version: string;
  /** Images that the chart uses by default, with their tags. */
  readonly image?: string | undefined;
  readonly runnerImage?: string | undefined;
}

/**
 * The annotations of Chart.yaml that Artifact Hub reads (docs/helm_annotations.md of artifacthub/hub). There is no
 * `artifacthub.io/signKey`: it is for a key, and a release is signed without one. Artifact Hub finds that signature itself.
 *
 * @returns texts by the name of the annotation; some are YAML of several lines
 */
export function chartAnnotations({ changelog, version, image, runnerImage }: ChartFacts): Readonly<Record<string, string>> {
  const changes = changesAnnotation(changelog, version);
  const images = imageItem(FIXED_NAMES.imageRepository, image) + imageItem(FIXED_NAMES.runnerImageRepository, runnerImage);
  return {
    'artifacthub.io/category': 'integration-delivery',
    ...(changes === '' ? {} : { 'artifacthub.io/changes': changes }),
    // Artifact Hub finds images by a dry run with default values, which have no agent pools.
    ...(images === '' ? {} : { 'artifacthub.io/images': images }),
    'artifacthub.io/license': 'MIT',
    'artifacthub.io/prerelease': String(version.includes('-')),
    'artifacthub.io/recommendations': '- url: https://artifacthub.io/packages/helm/kedacore/keda\n',
  };
}

const imageItem = (name: string, image: string | undefined): string =>
  image === undefined ? '' : `- name: ${name}\n  image: ${JSON.stringify(image)}\n  platforms:\n    - linux/amd64\n`;
