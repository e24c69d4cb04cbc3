import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';

interface ScaledJobLike extends NativeObject {
  readonly spec: { readonly jobTargetRef: JobSpec };
}

const isScaledJob = (object: NativeObject): object is ScaledJobLike => object.kind === 'ScaledJob';

/**
 * The objects in kinds that scanners know. A ScaledJob becomes the Job that KEDA would create. A native sidecar becomes an
 * ordinary container: checkov ignores init containers, so it would not check the registrar, which has the token.
 */
export function jobsForScanners(objects: readonly NativeObject[]): readonly NativeObject[] {
  return objects.map((object) => (isScaledJob(object) ? asJob(object) : object));
}

function asJob({ metadata, spec: { jobTargetRef } }: ScaledJobLike): NativeObject & { readonly spec: JobSpec } {
  const { template } = jobTargetRef;
  const spec = template.spec === undefined ? undefined : withoutSidecars(template.spec);
  return { apiVersion: 'batch/v1', kind: 'Job', metadata, spec: { ...jobTargetRef, template: { ...template, ...(spec && { spec }) } } };
}

function withoutSidecars({ initContainers = [], containers, ...rest }: PodSpec): PodSpec {
  const sidecars = initContainers.filter(isSidecar).map(({ restartPolicy, ...container }) => container);
  const before = initContainers.filter((container) => !isSidecar(container));
  return { ...rest, ...(before.length > 0 && { initContainers: before }), containers: [...containers, ...sidecars] };
}

const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always';
