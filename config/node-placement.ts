/** A label of nodes that is at the same time a taint, so that only pods that ask for these nodes run there. */
export interface NodePlacement {
  readonly key: string;
  readonly value: string;
  readonly effect: 'NoSchedule';
}

/** Nodes of the agent node pool. */
export const AGENT_NODES: NodePlacement = { key: 'dedicated', value: 'azure-pipelines-agents', effect: 'NoSchedule' };

/** AKS gives spot nodes this label and taint itself; leaving them out of the node pool shows as a change in each plan. */
export const SPOT_NODES: NodePlacement = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' };
