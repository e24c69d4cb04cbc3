/** Restores everything that a deploy creates. A single stack can't be deployed: cdktf refuses it without those that it depends on. */
export const DEPLOY = 'npm run deploy';
