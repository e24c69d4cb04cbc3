/**
 * The pod condition that an agent pod gets, for ever after, once its agent takes no further job: its job has begun, or it
 * leaves without one. A pod that lacks it is on its way to a job. Name of a condition of the project's own, in the form
 * that Kubernetes wants (a label key with a prefix). See docs/decisions/0018.
 */
export const TAKEN_CONDITION = 'azure-pipelines-agent/Taken';
