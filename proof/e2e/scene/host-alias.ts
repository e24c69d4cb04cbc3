import type { V1HostAlias, V1PodTemplateSpec, V1Service } from '@kubernetes/client-node';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';

/** The name of a Service in URLs of the agents stack, and its address. @throws Error if it has no address */
export function hostAliasOf({ metadata: { name = '', namespace = '' } = {}, spec }: V1Service): V1HostAlias {
  if (!spec?.clusterIP) throw new Error(`the Service ${name} has no address`);
  return { ip: spec.clusterIP, hostnames: [`${name}.${namespace}.svc`] };
}

interface ScaledJob extends NativeObject {
  readonly spec: { readonly jobTargetRef: { readonly template: V1PodTemplateSpec } };
}

const isScaledJob = (object: NativeObject): object is ScaledJob => object.kind === 'ScaledJob';

/** Returns an object whose agents know these names without DNS. Objects other than ScaledJobs are returned as they are. */
export function withHostAliases(object: NativeObject, hostAliases: readonly V1HostAlias[]): NativeObject {
  if (!isScaledJob(object) || hostAliases.length === 0) return object;
  const { spec } = object;
  const { template } = spec.jobTargetRef;
  const changed: ScaledJob = {
    ...object,
    spec: {
      ...spec,
      jobTargetRef: {
        ...spec.jobTargetRef,
        template: { ...template, spec: { containers: [], ...template.spec, hostAliases: [...hostAliases] } },
      },
    },
  };
  return changed;
}
