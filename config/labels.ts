/** The component of pods that run jobs, by service. It is also the name of the container that runs the job. */
export type JobComponent = 'agent' | 'runner';

/** The part of an entry, or of the deployment, that an object belongs to. */
export type Component = JobComponent | 'placeholder' | 'scaler';

/** Annotation of a service account with the client id of its identity (azure.github.io/azure-workload-identity, "Service account labels and annotations"). */
export const CLIENT_ID_ANNOTATION = 'azure.workload.identity/client-id';

/** Selects the pods of all entries. */
export const APP_LABEL = { 'app.kubernetes.io/name': 'azure-pipelines-agent' } as const;

/** The label with the component of a pod. */
export const COMPONENT_LABEL = 'app.kubernetes.io/component';

/** The label with the name of the ScaledJob of a pod's entry. */
export const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/** Selects all placeholders. */
export const PLACEHOLDER_LABELS = { ...APP_LABEL, [COMPONENT_LABEL]: 'placeholder' satisfies Component } as const;

/** Selects the pods of one part of one entry. The scaler has all entries: the name of the deployment takes the place of the entry's. */
export function selectorLabels(objectName: string, component: Component): Record<string, string> {
  return { ...APP_LABEL, [INSTANCE_LABEL]: objectName, [COMPONENT_LABEL]: component };
}
