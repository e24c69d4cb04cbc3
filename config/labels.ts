/** The part of an entry that an object belongs to. */
export type Component = 'agent' | 'placeholder';

/** Annotation of a service account with the client id of its identity (azure.github.io/azure-workload-identity, "Service account labels and annotations"). */
export const CLIENT_ID_ANNOTATION = 'azure.workload.identity/client-id';

/** Selects the pods of all entries. */
export const APP_LABEL = { 'app.kubernetes.io/name': 'azure-pipelines-agent' } as const;

/** Selects all placeholders. */
export const PLACEHOLDER_LABELS = { ...APP_LABEL, 'app.kubernetes.io/component': 'placeholder' satisfies Component } as const;

/** Selects the pods of one part of one entry. */
export function selectorLabels(objectName: string, component: Component): Record<string, string> {
  return { ...APP_LABEL, 'app.kubernetes.io/instance': objectName, 'app.kubernetes.io/component': component };
}
