import { Construct } from 'constructs';
import type { Deployment } from 'kubernetes-types/apps/v1';
import { selectorLabels } from '../../config/labels';
import { placeholderName } from '../../config/names';
import { KubernetesObject, type KubernetesObjectOptions, type NativeObject } from '../kubernetes/kubernetes-object';
import { type PlaceholderProps, placeholderPodTemplate } from './placeholder-pod';

/**
 * Keeps one disabled agent registered. Azure DevOps fails a job immediately if no registered agent, online or not, meets its
 * demands. With the placeholder, the job waits in the queue, where KEDA sees it.
 */
export class Placeholder extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, props: PlaceholderProps & KubernetesObjectOptions) {
    super(scope, id);
    this.object = new KubernetesObject(this, 'Resource', placeholderObject(props), { dependsOn: props.dependsOn });
  }
}

/** The Deployment in native form. */
function placeholderObject(props: PlaceholderProps): Deployment & NativeObject {
  const matchLabels = selectorLabels(props.objectName, 'placeholder');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: placeholderName(props.objectName), namespace: props.namespace, labels: matchLabels },
    spec: {
      replicas: 1,
      // Two pods at the same time would both register the same agent.
      strategy: { type: 'Recreate' },
      revisionHistoryLimit: 2,
      selector: { matchLabels },
      template: placeholderPodTemplate(props),
    },
  };
}
