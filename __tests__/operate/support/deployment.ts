import { join } from 'node:path';
import type { Config } from '../../../config/types';
import { type ConfigDeployment, configDeployment } from '../../../operate/lib/deployment';

export const IMAGE = 'example.azurecr.io/agent:1';
export const RUNNER_IMAGE = 'example.azurecr.io/runner:1';

/** The deployment of a config, with images that need no build. */
export const deploymentOf = (config: Config): ConfigDeployment => ({
  ...configDeployment(config, join(__dirname, '../../support/image-context')),
  images: { agent: IMAGE, runner: RUNNER_IMAGE },
});
