import { stringify } from 'yaml';
import { NEWEST_KEDA_VERSION } from '../../config/keda-version';
import { keda } from '../../config/schema/keda';
import { chartAnnotations } from '../release/chart-annotations';
import type { ChartOptions } from './chart-options';

/** What Chart.yaml says about this version of the project. */
export interface ChartMetadata extends ChartOptions {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
}

/** The first line of Chart.yaml. Only a folder whose Chart.yaml has it is ever replaced. */
export const CHART_MARK = '# Made by: npm run chart';

/** The name under which the values of the chart have those of KEDA's chart. */
const KEDA_CHART = 'kedaChart';

const KEDA_DEPENDENCY = {
  name: 'keda',
  alias: KEDA_CHART,
  version: NEWEST_KEDA_VERSION,
  repository: keda.shape.chartRepository.parse(undefined),
  condition: `${KEDA_CHART}.enabled`,
};

/** The text of Chart.yaml. The app version is the tag of the default images. */
export function chartYaml({ name, version, description, changelog, image, runnerImage, withKeda = true }: ChartMetadata): string {
  const tagged = (repository: string | undefined) => repository && `${repository}:${version}`;
  const chart = {
    apiVersion: 'v2',
    name,
    description,
    type: 'application',
    version,
    appVersion: version,
    // The oldest minor version in which native sidecars are stable. Kubernetes of cloud providers has a suffix, like 1.34.2-gke.1.
    kubeVersion: '>=1.33.0-0',
    keywords: ['azure-devops', 'azure-pipelines', 'github-actions', 'keda', 'runners', 'self-hosted'],
    ...(withKeda ? { dependencies: [KEDA_DEPENDENCY] } : {}),
    // chart-testing requires one, and Artifact Hub shows it. The LICENSE names the same.
    maintainers: [{ name: `The authors of ${name}` }],
    annotations: chartAnnotations({ changelog, version, image: tagged(image), runnerImage: tagged(runnerImage) }),
  };
  return `${CHART_MARK}\n${stringify(chart, { lineWidth: 0 })}`;
}
