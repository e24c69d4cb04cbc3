import type { Rule } from './rule';

/** The number of a token is about the variable azp_token, which a token in a Secret does not use. */
export const tokenRevisionRule: Rule = ({ azureDevOps }) => {
  const auth = azureDevOps?.auth;
  if (auth?.kind !== 'pat' || !('token' in auth) || auth.revision === undefined || auth.revision === 1) return [];
  return [
    {
      path: 'azureDevOps.auth.revision',
      rule: 'must be left out with azureDevOps.auth.token: Terraform writes no token then',
      value: auth.revision,
      remedy: 'remove it, or remove azureDevOps.auth.token to take the token from the variable azp_token',
    },
  ];
};
