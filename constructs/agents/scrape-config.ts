import { Construct } from 'constructs';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import { type ScrapedNamespaces, scrapeConfig } from '../../monitoring/scrape-config';
import { KubernetesObject, type NativeObject } from '../kubernetes/kubernetes-object';

/**
 * Tells the agent of Azure Monitor which metrics to read. It looks for one ConfigMap of this name
 * (https://learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-validate), so a cluster can have only one.
 *
 * @example
 * new ScrapeConfig(this, 'scrape_config', { agentsNamespace: 'agents', kedaNamespace: 'keda' });
 */
export class ScrapeConfig extends Construct {
  readonly object: KubernetesObject;

  constructor(scope: Construct, id: string, namespaces: ScrapedNamespaces) {
    super(scope, id);
    const object: ConfigMap & NativeObject = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'ama-metrics-prometheus-config', namespace: 'kube-system' },
      // The agent reads YAML, and JSON is valid YAML.
      data: { 'prometheus-config': JSON.stringify(scrapeConfig(namespaces), null, 2) },
    };
    this.object = new KubernetesObject(this, 'Resource', object);
  }
}
