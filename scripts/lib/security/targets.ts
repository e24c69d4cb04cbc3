import { isDeepStrictEqual } from 'node:util';
import { parseConfig } from '../../../config/parse';
import type { Config } from '../../../config/types';
import hardened from '../../../docs/examples/hardened.config';
import type { ConfigName } from './accepted';

/** A config to scan. */
export interface Target {
  readonly name: ConfigName;
  readonly config: Config;
}

/** What a config must say; everything else is at its default. The same as agents.config.ts as it ships, which belongs to whoever uses this project. */
const SMALLEST = {
  name: 'pipelines',
  location: 'westeurope',
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [{ name: 'linux', pool: 'aks-linux' }],
};

/** The configs to scan: the two between which all others lie, and the one that is deployed if it is neither. */
export function scanTargets(deployed: Config): readonly Target[] {
  const references: readonly Target[] = [
    { name: 'smallest', config: parseConfig(SMALLEST) },
    { name: 'hardened', config: parseConfig(hardened) },
  ];
  const isKnown = references.some(({ config }) => isDeepStrictEqual(config, deployed));
  return isKnown ? references : [...references, { name: 'deployed', config: deployed }];
}
