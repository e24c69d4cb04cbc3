/** The agent image's names: two, so that an agent pool can be given another image. Nothing can be pulled from that registry. */
export const AGENT_IMAGES = ['e2e.invalid/agent:first', 'e2e.invalid/agent:second'] as const;
export const PAUSE_IMAGE = 'e2e.invalid/pause:1';
export const KEDA_IMAGE = 'e2e.invalid/keda:1';
