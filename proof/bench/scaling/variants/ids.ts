/** Ids of the variants. They are apart from the variants, because those load the whole config, and --help should not. */
export const VARIANT_IDS = ['own', 'tutorial', 'documentation', 'blue-agent'] as const;

/** Ids of the variants that are measured only if they are named. */
export const VARIANT_IDS_ON_REQUEST = ['own-ready'] as const;
