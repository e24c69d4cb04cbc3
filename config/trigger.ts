/** The values of the option `keda.trigger`: who counts the jobs in the queue. */
export const TRIGGERS = ['metrics-api', 'azure-pipelines'] as const;

export type Trigger = (typeof TRIGGERS)[number];

/** The trigger of a config that names none. */
export const DEFAULT_TRIGGER: Trigger = 'metrics-api';

export const isTrigger = (name: string): name is Trigger => TRIGGERS.some((trigger) => trigger === name);
