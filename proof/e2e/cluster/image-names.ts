import type { KedaVersion } from '../../../config/keda-version';

/** Names of the agent image. There are two, so that a scenario can change the image of an entry. The registry does not exist. */
export const AGENT_IMAGES = ['e2e.invalid/agent:first', 'e2e.invalid/agent:second'] as const;
/** Name of the runner image. */
export const RUNNER_IMAGE = 'e2e.invalid/runner:first';
export const PAUSE_IMAGE = 'e2e.invalid/pause:1';

/** The tag is the version, as in KEDA's own image, so that a reader of the Deployment learns it. */
export const kedaImage = (version: KedaVersion) => `e2e.invalid/keda:${version}`;
