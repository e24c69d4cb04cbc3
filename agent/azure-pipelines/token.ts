import { readFile } from 'node:fs/promises';
import type { ClientSecretCredentialOptions, TokenCredential } from '@azure/identity';
import { REQUEST } from '../../config/timings';
import { reason } from '../../lib/reason';
import { AZURE_DEVOPS_APPLICATION } from '../../providers/azure-devops/application';
import type { TokenSource } from '../../providers/azure-devops/client/request';
import { ServiceError } from '../../providers/contract/service-error';
import type { Log } from '../process/log';
import type { Auth } from '../settings/auth-settings';

/** The form of the scope that works everywhere (learn.microsoft.com, "Use service principals and managed identities"). */
const ENTRA_SCOPE = `${AZURE_DEVOPS_APPLICATION}/.default`;

/**
 * A refusal, as opposed to an outage. The library has one error for both: a refusal by Entra ID has a code that begins with
 * AADSTS, and a federated token file that cannot be read has its error code.
 */
const ENTRA_REFUSAL = /AADSTS|ENOENT|EACCES/;

export type IdentityOptions = Pick<ClientSecretCredentialOptions, 'httpClient'>;

/** Reads or fetches a token each time it is called, and hides it from the log. */
export function tokenSource(auth: Auth, log: Log, options: IdentityOptions = {}): TokenSource {
  if (auth.kind === 'servicePrincipal') log.hide(auth.clientSecret);
  const fetchToken = sourceFor(auth, options);
  return async () => {
    const token = await fetchToken();
    log.hide(token.value);
    return token;
  };
}

function sourceFor(auth: Auth, options: IdentityOptions): TokenSource {
  switch (auth.kind) {
    case 'pat':
      return async () => ({ value: auth.token, scheme: 'basic' });
    case 'patFile':
      return async () => ({ value: await readToken(auth.file), scheme: 'basic' });
    case 'servicePrincipal':
    case 'workloadIdentity':
      return entraSource(auth, options);
    default:
      throw new Error(`unknown credential: ${JSON.stringify(auth satisfies never)}`);
  }
}

async function readToken(file: string): Promise<string> {
  const content = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ServiceError(`cannot read the token file ${file}: ${reason(cause)}; mount it, or change AZP_TOKEN_FILE`, { fault: 'signIn' });
  });
  const token = content.trim();
  if (token === '') {
    throw new ServiceError(`the token file ${file} is empty: put a personal access token into it`, { fault: 'signIn' });
  }
  return token;
}

/** Each call returns the same token until shortly before it expires: the library caches it. */
function entraSource(auth: Extract<Auth, { kind: 'servicePrincipal' | 'workloadIdentity' }>, options: IdentityOptions): TokenSource {
  let credential: TokenCredential | undefined;
  return async () => {
    credential ??= await createCredential(auth, options);
    const token = await credential
      .getToken(ENTRA_SCOPE, { abortSignal: AbortSignal.timeout(REQUEST.azureDevOps.milliseconds) })
      .catch((cause: unknown) => {
        const why = reason(cause);
        const remedy = 'check the client, the tenant, its federated credential or secret, and that AZURE_AUTHORITY_HOST is reachable';
        throw new ServiceError(
          `no token from Microsoft Entra ID for client ${auth.clientId} of tenant ${auth.tenantId}: ${why}; ${remedy}`,
          {
            fault: ENTRA_REFUSAL.test(why) ? 'signIn' : 'transient',
          },
        );
      });
    if (token === null) throw new Error(`Microsoft Entra ID gave no token for client ${auth.clientId}`);
    return { value: token.token, scheme: 'bearer' };
  };
}

async function createCredential(
  auth: Extract<Auth, { kind: 'servicePrincipal' | 'workloadIdentity' }>,
  options: IdentityOptions,
): Promise<TokenCredential> {
  // Loaded only when needed: with a PAT the program starts faster without it.
  const { ClientSecretCredential, WorkloadIdentityCredential } = await import('./entra-credentials.js');
  // With discovery the library asks login.microsoftonline.com about every authority that it does not know. A closed network or
  // a sovereign cloud may not reach that host. The library reads AZURE_AUTHORITY_HOST itself.
  const all = { ...options, disableInstanceDiscovery: true };
  if (auth.kind === 'servicePrincipal') {
    return new ClientSecretCredential(auth.tenantId, auth.clientId, auth.clientSecret, all);
  }
  return new WorkloadIdentityCredential({
    ...all,
    tenantId: auth.tenantId,
    clientId: auth.clientId,
    tokenFilePath: auth.tokenFile,
  });
}
