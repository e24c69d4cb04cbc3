/** What puts back all that a deploy makes. A stack alone can't be deployed: cdktf refuses it without those that it depends on. */
export const DEPLOY = 'npm run deploy';
