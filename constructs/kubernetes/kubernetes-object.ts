import { Manifest } from '@cdktf/provider-kubernetes/lib/manifest';
import { type ITerraformDependable, Token } from 'cdktf';
import { Construct } from 'constructs';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { escapeTemplate } from '../../config/text/terraform-template';
import { emptyPart } from './canonical-form';

/** Any Kubernetes object in its native form. */
export interface NativeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export interface KubernetesObjectOptions {
  readonly dependsOn?: ITerraformDependable[] | undefined;
}

/**
 * One Kubernetes object in native form. The provider compares the server's answer with what it sent, so every value must be
 * in the server's canonical form; see docs/decisions/0002.
 *
 * @throws if the object contains an empty list or map, which the server would drop
 *
 * @example
 * const quota: ResourceQuota & NativeObject = {
 *   apiVersion: 'v1',
 *   kind: 'ResourceQuota',
 *   metadata: { name: 'agents', namespace: 'agents' },
 *   spec: { hard: { pods: '50' } },
 * };
 * new KubernetesObject(this, 'quota', quota, { dependsOn: [namespace.resource] });
 */
export class KubernetesObject extends Construct {
  readonly resource: Manifest;

  constructor(scope: Construct, id: string, object: NativeObject, { dependsOn }: KubernetesObjectOptions = {}) {
    super(scope, id);
    const empty = emptyPart(object);
    if (empty !== undefined)
      throw new Error(`${object.kind} ${object.metadata.name}: ${empty} is empty; the API server drops it: leave it out`);
    this.resource = new Manifest(this, 'Resource', {
      manifest: escapeTemplate({ ...object }, Token.isUnresolved),
      // KEDA's operator becomes an owner of fields of a ScaledJob. The config takes precedence.
      fieldManager: { forceConflicts: true },
      dependsOn,
    });
  }
}
