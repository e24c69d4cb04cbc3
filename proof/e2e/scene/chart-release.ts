import { namesOf } from '../../../config/names';
import type { Config } from '../../../config/types';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { valuesOf } from '../../../scripts/chart/values-of';
import { documentsIn } from '../cluster/yaml-files';
import type { Installer } from './deployment';
import { readEnvironment } from './environment';
import { Helm } from './helm';
import { setServices } from './test-chart';
import { SERVICE_URLS } from './test-config';

/** Name of the release. It differs from that of the deployment, which the values contain. */
const RELEASE = 'release';
/** The type of the Secrets in which Helm keeps what a release contains. */
const HELM_SECRET = 'helm.sh/release.v1';
/** How long Helm waits until everything is ready or deleted. */
const WAIT_SECONDS = 240;

/** The release of a namespace. */
export const releaseIn = (namespace: string): Helm => new Helm(readEnvironment(), RELEASE, namespace);

/** Waits until everything that a command of Helm changed is ready or deleted. */
export const WAIT = { waitSeconds: WAIT_SECONDS };

/** Installs a chart with a config as its values. Later it upgrades the release. @param writtenChart folder of the chart */
export function chartInstaller(writtenChart: Promise<string>): Installer {
  return async ({ kubernetes, config }) => {
    const chart = await writtenChart;
    const namespace = namesOf(config).agentsNamespace;
    const helm = releaseIn(namespace);
    const revisions = await kubernetes.core.listNamespacedSecret({ namespace, fieldSelector: `type=${HELM_SECRET}` });
    const release = { chart, values: valuesFor(chart, config), ...WAIT };
    await (revisions.items.length === 0 ? helm.install(release) : helm.upgrade(release));
  };
}

/** Renders a chart with a config as its values. @returns the objects */
export async function renderChart(chart: string, config: Config): Promise<readonly NativeObject[]> {
  const helm = releaseIn(namesOf(config).agentsNamespace);
  return documentsIn(await helm.template({ chart, values: valuesFor(chart, config) })) as readonly NativeObject[];
}

/** Returns the values of a config, for a chart that uses its fakes. */
function valuesFor(chart: string, config: Config): object {
  const { azureDevOps, gitHub } = config;
  setServices(chart, config);
  const checked = {
    ...config,
    ...(azureDevOps && { azureDevOps: { ...azureDevOps, organizationUrl: SERVICE_URLS.azureDevOps } }),
    ...(gitHub && { gitHub: { ...gitHub, url: SERVICE_URLS.gitHub } }),
  };
  return valuesOf(checked, { image: referenceOf(config.image), runnerImage: referenceOf(config.runnerImage) });
}

/** @throws Error if the image is built from a Dockerfile */
function referenceOf(image: Config['image']): string {
  if (image.kind !== 'reference') throw new Error('a scenario names the images of its cluster');
  return image.reference;
}
