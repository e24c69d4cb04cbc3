import * as z from 'zod';
import { text } from './field';

const pattern = () =>
  text(/^(?:[\w.()-]|\{name\}|\{location\}){1,120}$/, {
    rule: 'letters, digits, "-", "_", "." and "()", with {name} and {location} for these options',
    remedy: 'write a pattern, like rg-{name}-weu',
  }).optional();

export const names = z.strictObject({
  /** Resource group of the deployment. @default - rg-{name} */
  resourceGroup: pattern(),
  /** The AKS cluster. @default - aks-{name} */
  cluster: pattern(),
  /** Start of the address of the cluster's API server. @default - {name} */
  dnsPrefix: pattern(),
  /** Resource group that AKS creates for nodes, load balancer and addresses. It must not exist. @default - MC_, resource group, cluster and region, as AKS names it */
  nodeResourceGroup: pattern(),
  /** Managed identity of the agents, if they sign in with workload identity. @default - id-{name} */
  identity: pattern(),
  /** Budget of the resource group. That of the nodes has the suffix -nodes. @default - budget-{name} */
  budget: pattern(),
  /** Azure Monitor workspace, with `monitoring`. @default - amw-{name} */
  monitorWorkspace: pattern(),
  /** Data collection endpoint, rule and association, with `monitoring`. @default - prometheus-{name} */
  dataCollection: pattern(),
  /** Rule group and action group of the alerts, with `monitoring`. @default - alerts-{name} */
  alerts: pattern(),
});
