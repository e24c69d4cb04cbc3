import { agentPool } from '../../../config/schema/agent-pool';
import { podOptions } from '../../../config/schema/pod-options';
import { runnerPool } from '../../../config/schema/runner-pool';

/** The same options as in the config. Some mean less here: there is no Terraform, and no node pool that belongs to the chart. */
export const agentPoolValues = agentPool.extend({
  /** Name of this entry. It is part of the names of Kubernetes objects, so renaming it replaces them. */
  name: podOptions.name,
  /** Labels that a node must have to run the agents. @default {} (any Linux node) */
  nodeSelector: podOptions.nodeSelector,
  /** Taints that the agents tolerate. @default [] (none) */
  tolerations: podOptions.tolerations,
});

export const runnerPoolValues = runnerPool.extend({
  /** Name of this entry. It is part of the names of Kubernetes objects, so renaming it replaces them. It must differ from the names of all other entries, those of `agentPools` included. */
  name: podOptions.name,
  /** Labels that a node must have to run the runners. @default {} (any Linux node) */
  nodeSelector: podOptions.nodeSelector,
  /** Taints that the runners tolerate. @default [] (none) */
  tolerations: podOptions.tolerations,
});
