import { hasJobDeadline } from '../../../../config/keda-version';
import { FIXED_NAMES } from '../../../../config/names';
import { CLUSTER } from '../../../../config/timings';
import type { Deployment } from '../../../lib/cluster/objects';
import type { Remedies } from '../../../lib/remedies';
import type { Check } from '../../check';
import type { ClusterContext } from '../../facts/cluster/context';
import { fail, type Outcome, pass, warn } from '../../outcome';

/** Versions of KEDA count jobs differently, and the ScaledJobs are made for the configured version. */
export const kedaVersion: Check<ClusterContext> = {
  id: 'keda-version',
  title: 'KEDA version',
  run: async ({ cluster, config, names, remedies }) => {
    const deployments = await cluster().deployments(names.kedaNamespace);
    const operator = deployments.find(({ metadata }) => metadata.name === FIXED_NAMES.kedaOperator);
    if (operator === undefined) return fail('KEDA has no operator whose version could be read', remedies.kedaMissing);
    const running = versionOf(operator);
    const image = operator.spec.template.spec.containers[0]?.image;
    if (running === undefined)
      return warn(`neither image ${image} nor the labels state a version`, `compare it with keda.version ${config.keda.version}`);
    if (running === config.keda.version)
      return hasJobDeadline(running) ? jobDeadlineOf(operator, running, remedies) : pass(`KEDA ${running}`);
    return fail(
      `KEDA ${running} runs and keda.version is ${config.keda.version}: versions count jobs differently, so there may be too few agents or too many`,
      remedies.kedaVersion(running),
    );
  },
};

/** From the tag of the image or, if a mirror has other tags, from the label of the chart. */
function versionOf({ metadata, spec }: Deployment): string | undefined {
  const [, tag] = /:v?(\d+\.\d+\.\d+)$/.exec(spec.template.spec.containers[0]?.image ?? '') ?? [];
  return tag ?? metadata.labels['app.kubernetes.io/version'];
}

/** Adds to the polling interval, after which KEDA stops creating the Jobs of a poll. KEDA's default is 0, the chart's 5s. */
const TIMEOUT = 'KEDA_KUBERNETES_API_TIMEOUT';

function jobDeadlineOf(operator: Deployment, version: string, remedies: Pick<Remedies, 'kedaTimeout'>): Outcome {
  const env = operator.spec.template.spec.containers[0]?.env ?? [];
  const value = env.findLast(({ name }) => name === TIMEOUT)?.value;
  const { seconds } = CLUSTER.kedaJobs;
  if (secondsOf(value) >= seconds) return pass(`KEDA ${version}, with ${value} for the Jobs of a poll`);
  return warn(
    `${TIMEOUT} of Deployment ${operator.metadata.name} is ${value ?? 'not set'}, and KEDA ${version} stops creating the Jobs of a poll that long after the polling interval`,
    remedies.kedaTimeout(seconds),
  );
}

/** The usual forms of a duration in Go; 0 for others. */
function secondsOf(text = ''): number {
  const [, count, unit] = /^(\d+)(s|m)$/.exec(text) ?? [];
  return Number(count ?? 0) * (unit === 'm' ? 60 : 1);
}
