import type { V1Pod } from '@kubernetes/client-node';

/** A target of Prometheus with the labels that its discovery of pods sets. */
export interface ScrapeTarget {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

const META = '__meta_kubernetes_pod';

/** The targets that Prometheus finds for a pod: one for each port of its containers. */
export function targetsOf({ metadata, spec, status }: V1Pod): readonly ScrapeTarget[] {
  const labels = Object.entries(metadata?.labels ?? {}).map(
    ([name, value]) => [`${META}_label_${name.replace(/\W/g, '_')}`, value] as const,
  );
  const containers = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  return containers
    .flatMap(({ ports = [] }) => ports)
    .map(({ name = '', containerPort }) => ({
      targets: [`${status?.podIP}:${containerPort}`],
      labels: { ...Object.fromEntries(labels), [`${META}_name`]: metadata?.name ?? '', [`${META}_container_port_name`]: name },
    }));
}
