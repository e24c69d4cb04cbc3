/** Which part of an agent pool an object belongs to. */
export type Component = 'agent' | 'placeholder';

/** Selects all pods of this project, whatever their agent pool. */
export const APP_LABEL = { 'app.kubernetes.io/name': 'azure-pipelines-agent' } as const;

/** Selects all placeholders. */
export const PLACEHOLDER_LABELS = { ...APP_LABEL, 'app.kubernetes.io/component': 'placeholder' satisfies Component } as const;

/** Selects the pods of one part of one agent pool. */
export function selectorLabels(poolName: string, component: Component): Record<string, string> {
  return { ...APP_LABEL, 'app.kubernetes.io/instance': poolName, 'app.kubernetes.io/component': component };
}
