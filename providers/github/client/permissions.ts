import type { Scope } from '../scope';
import type { Remedies } from './error';
import type { Credential } from './types';

/** What an App needs to register runners (docs.github.com, "Authenticating ARC to the GitHub API"). */
const APP_NEEDS: Readonly<Record<Scope['kind'], string>> = {
  organisation: 'give the App the organisation permission "Self-hosted runners: Read and write" and accept the change in its installation',
  repository: 'give the App the repository permission "Administration: Read and write" and accept the change in its installation',
  enterprise: 'use a classic personal access token: an App cannot register runners of an enterprise',
};

/** What a personal access token needs for the same. */
const PAT_NEEDS: Readonly<Record<Scope['kind'], string>> = {
  organisation:
    'give the token the scope admin:org (classic), or the organisation permission "Self-hosted runners: Read and write" and the repository permission "Administration: Read" (fine-grained), and make its user an owner of the organisation',
  repository:
    'give the token the scope repo (classic) or the repository permission "Administration: Read and write" (fine-grained), and make its user an administrator of the repository',
  enterprise: 'give the token the scope manage_runners:enterprise (classic); a fine-grained token cannot register runners of an enterprise',
};

/** The remedies for calls that need the right to register runners. */
export function registrationRemedies(kind: Credential['kind'], scope: Scope): Remedies {
  const right = (kind === 'app' ? APP_NEEDS : PAT_NEEDS)[scope.kind];
  return {
    signIn:
      kind === 'app'
        ? 'check the client id, the installation id and the private key of the App, and that it is not suspended'
        : 'check the token, that it has not expired, and that the organisation accepts it (SSO)',
    right,
    absent: `check the URL ${scope.configUrl}; GitHub also says "not found" if the credential may not see it: ${right}`,
  };
}
