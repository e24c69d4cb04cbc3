/**
 * The condition that a pod gets, permanently, when its agent takes no further job: its job has begun, or the agent leaves
 * without one. A pod without it is still on its way to a job. Its name has the form that Kubernetes requires for custom
 * conditions: a label key with a prefix. See docs/decisions/0018.
 */
export const TAKEN_CONDITION = 'azure-pipelines-agent/Taken';
