/** Names of the agent image. There are two, so that a scenario can change the image of an entry. The registry does not exist. */
export const AGENT_IMAGES = ['e2e.invalid/agent:first', 'e2e.invalid/agent:second'] as const;
export const PAUSE_IMAGE = 'e2e.invalid/pause:1';
export const KEDA_IMAGE = 'e2e.invalid/keda:1';
