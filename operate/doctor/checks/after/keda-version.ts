import { FIXED_NAMES } from '../../../../config/names';
import type { Deployment } from '../../../lib/cluster/objects';
import { fail, pass, warn } from '../../outcome';
import type { AfterCheck } from './context';
import { DEPLOY } from './deploy';

/** Each version of KEDA counts jobs in its own way; the ScaledJobs are made for the configured one. */
export const kedaVersion: AfterCheck = {
  id: 'keda-version',
  title: 'KEDA is of the configured version',
  phase: 'after',
  run: async ({ cluster, config }) => {
    const deployments = await cluster().deployments(FIXED_NAMES.kedaNamespace);
    const operator = deployments.find(({ metadata }) => metadata.name === FIXED_NAMES.kedaOperatorServiceAccount);
    if (operator === undefined) return fail('there is no operator whose version could be read', DEPLOY);
    const running = versionOf(operator);
    const image = operator.spec.template.spec.containers[0]?.image;
    if (running === undefined)
      return warn(`image ${image} and its labels tell no version`, `compare it with keda.version ${config.keda.version}`);
    if (running === config.keda.version) return pass(`KEDA ${running}`);
    return fail(
      `KEDA ${running} runs and the config says ${config.keda.version}: versions count jobs differently, so there may be too few agents or too many`,
      `${DEPLOY}; to keep KEDA ${running}, set keda.version to it first`,
    );
  },
};

/** By the image's tag; a mirror may have tags of its own, then by the chart's label. */
function versionOf({ metadata, spec }: Deployment): string | undefined {
  const [, tag] = /:v?(\d+\.\d+\.\d+)$/.exec(spec.template.spec.containers[0]?.image ?? '') ?? [];
  return tag ?? metadata.labels['app.kubernetes.io/version'];
}
