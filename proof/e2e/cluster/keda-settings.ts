import type { KedaVersion } from '../../../config/keda-version';
import { FIXED_NAMES } from '../../../config/names';
import { keda } from '../../../config/schema/keda';
import { kedaReleaseValues } from '../../../constructs/keda/keda-release';

/** What the chart makes of the values that this project gives it (templates/manager/deployment.yaml of the chart). */
export function operatorSettings(version: KedaVersion) {
  const values = kedaReleaseValues({ ...keda.parse({ version }), namespace: FIXED_NAMES.kedaNamespace });
  const timeout = values.operator?.kubernetesApiTimeout;
  return {
    args: Object.entries(values.extraArgs.keda).map(([name, value]) => `--${name}=${value}`),
    env: [
      { name: 'KEDA_HTTP_DEFAULT_TIMEOUT', value: `${values.http.timeout}` },
      ...(timeout === undefined ? [] : [{ name: 'KEDA_KUBERNETES_API_TIMEOUT', value: timeout }]),
    ],
    resources: { requests: values.resources.operator.requests, limits: { memory: values.resources.operator.limits.memory } },
  };
}
