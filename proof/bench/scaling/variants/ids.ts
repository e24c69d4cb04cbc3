/** Ids of the variants. They are apart from the variants, because those load the whole config, and --help should not. */
export const VARIANT_IDS = ['own', 'own-keda', 'own-warm', 'own-anticipate', 'tutorial', 'documentation', 'blue-agent'] as const;

/** Ids of the variants that are measured only if they are named. */
export const VARIANT_IDS_ON_REQUEST = ['own-ready'] as const;

/** The variants of this project, for comparisons with those of others. */
export const isOwnVariant = (id: string): boolean => id === 'own' || id.startsWith('own-');
