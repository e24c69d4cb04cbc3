import type { ServiceId } from '../services/ids';

/** Ids of the variants. They are apart from the variants, because those load the whole config, and --help should not. */
export const VARIANT_IDS = {
  'azure-devops': ['own', 'own-keda', 'own-warm', 'own-anticipate', 'tutorial', 'documentation', 'blue-agent'],
  github: ['own', 'own-warm', 'documentation', 'documentation-5s'],
} as const satisfies Record<ServiceId, readonly string[]>;

/** Ids of the variants that are measured only if they are named. */
export const VARIANT_IDS_ON_REQUEST = { 'azure-devops': ['own-ready'], github: [] } as const satisfies Record<ServiceId, readonly string[]>;

/** The variants of this project, for comparisons with those of others. */
export const isOwnVariant = (id: string): boolean => id === 'own' || id.startsWith('own-');
