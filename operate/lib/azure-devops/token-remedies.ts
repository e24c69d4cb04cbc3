import { existingTokenOf, type ServiceOptions } from '../../../config/services';

/** What to do about the token of a config. @param deploy the command that deploys it */
export function tokenRemedies(config: ServiceOptions, deploy: string): Record<'tokenMissing' | 'newToken', string> {
  const secret = existingTokenOf(config);
  if (secret === undefined)
    return {
      tokenMissing: `set TF_VAR_azp_token, raise azureDevOps.auth.revision, and ${deploy}`,
      newToken: `create a new token, export it as TF_VAR_azp_token, raise azureDevOps.auth.revision, set azureDevOps.auth.expiresOn, and run ${deploy}`,
    };
  return {
    tokenMissing: `create Secret ${secret} with the token in its key token, or correct azureDevOps.auth.token`,
    newToken: `create a new token, write it to where Secret ${secret} comes from, set azureDevOps.auth.expiresOn, and run ${deploy}`,
  };
}
