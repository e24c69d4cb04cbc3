import type { Trigger } from '../../../config/polling';

/** The values of the option `keda.trigger`. */
export const TRIGGERS: readonly Trigger[] = ['metrics-api', 'azure-pipelines'];

export const isTrigger = (name: string): name is Trigger => TRIGGERS.some((trigger) => trigger === name);
