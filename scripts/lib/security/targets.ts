import { isDeepStrictEqual } from 'node:util';
import { parseConfig } from '../../../config/parse';
import type { Config } from '../../../config/types';
import hardened from '../../../docs/examples/hardened/agents.config';
import type { ConfigName } from './accepted';

/** A config to scan. */
export interface Target {
  readonly name: ConfigName;
  readonly config: Config;
}

/** The required options only; all others have their defaults. Equals the agents.config.ts of this project, which its users change. */
const SMALLEST = {
  name: 'pipelines',
  location: 'westeurope',
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [{ name: 'linux', pool: 'aks-linux' }],
};

/** What hardened/ has not: runners of GitHub, so that their objects are scanned too. */
const RUNNERS = {
  gitHub: { url: 'https://github.com/your-organisation', auth: { kind: 'app', clientId: 'Iv23liYourApp', installationId: 1 } },
  runnerPools: [{ name: 'gh-linux' }],
};

/** The configs to scan: the smallest and the hardened one, between which all others are, and the deployed one if it is neither. */
export function scanTargets(deployed: Config): readonly Target[] {
  const references: readonly Target[] = [
    { name: 'smallest', config: parseConfig(SMALLEST) },
    { name: 'hardened', config: parseConfig({ ...hardened, ...RUNNERS }) },
  ];
  const isKnown = references.some(({ config }) => isDeepStrictEqual(config, deployed));
  return isKnown ? references : [...references, { name: 'deployed', config: deployed }];
}
