import { FIXED_NAMES } from './names';
import type { Config } from './types';

/** Where KEDA runs, and the service account of its operator. */
export interface KedaPlace {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** The place of the KEDA of a config: that of this project, or that of somebody else. */
export function kedaPlace({ keda }: Pick<Config, 'keda'>): KedaPlace {
  return keda.kind === 'existing'
    ? { namespace: keda.namespace, serviceAccount: keda.serviceAccount }
    : { namespace: FIXED_NAMES.kedaNamespace, serviceAccount: FIXED_NAMES.kedaOperatorServiceAccount };
}
