import type { Config } from '../../../../config/types';
import { type Outcome, skip } from '../../outcome';

/** The outcome of a check of the scaler in a deployment without one; undefined if there is one. */
export const withoutScaler = ({ keda }: Pick<Config, 'keda'>): Outcome | undefined =>
  keda.trigger === 'metrics-api' ? undefined : skip(`not needed: with keda.trigger ${keda.trigger}, KEDA counts the jobs itself`);
