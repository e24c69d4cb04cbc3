import { Construct } from 'constructs';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import { type ScrapedNamespaces, scrapeConfig } from '../../monitoring/scrape-config';
import { KubernetesObject, type NativeObject } from '../kubernetes/kubernetes-object';

/**
 * Tells the agent of Azure Monitor what to read. It looks for one ConfigMap of this name
 * (https://learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-validate), so a cluster has one.
 */
export class ScrapeConfig extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, namespaces: ScrapedNamespaces) {
    super(scope, id);
    const object: ConfigMap & NativeObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'ama-metrics-prometheus-config', namespace: 'kube-system' },
      // YAML is what is read; JSON is YAML too.
      data: { 'prometheus-config': JSON.stringify(scrapeConfig(namespaces), null, 2) },
    };
    this.object = new KubernetesObject(this, 'Resource', object);
  }
}
