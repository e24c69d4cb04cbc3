import { readFile } from 'node:fs/promises';
import type { ClientSecretCredentialOptions, TokenCredential } from '@azure/identity';
import { REQUEST } from '../../config/timings';
import { DevOpsError } from '../../providers/azure-devops/client/error';
import type { TokenSource } from '../../providers/azure-devops/client/request';
import { type Log, reason } from '../process/log';
import type { Auth } from '../settings/auth-settings';

/** Azure DevOps' own application id: the form that works everywhere (learn.microsoft.com, "Use service principals and managed identities"). */
const scope = '499b84ac-1321-427f-aa17-267ca6975798/.default';

export type IdentityOptions = Pick<ClientSecretCredentialOptions, 'httpClient'>;

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
    throw new DevOpsError(`cannot read the token file ${file}: ${reason(cause)}; mount it, or change AZP_TOKEN_FILE`, { fault: 'signIn' });
  });
  const token = content.trim();
  if (token === '') {
    throw new DevOpsError(`the token file ${file} is empty: put a personal access token into it`, { fault: 'signIn' });
  }
  return token;
}

/** The credential keeps its token until shortly before it expires. */
function entraSource(auth: Extract<Auth, { kind: 'servicePrincipal' | 'workloadIdentity' }>, options: IdentityOptions): TokenSource {
  let credential: TokenCredential | undefined;
  return async () => {
    credential ??= await createCredential(auth, options);
    const token = await credential
      .getToken(scope, { abortSignal: AbortSignal.timeout(REQUEST.azureDevOps.milliseconds) })
      .catch((cause: unknown) => {
        const why = reason(cause);
        const remedy = 'check the client, the tenant, its federated credential or secret, and the way to AZURE_AUTHORITY_HOST';
        throw new DevOpsError(
          `no token from Microsoft Entra ID for client ${auth.clientId} of tenant ${auth.tenantId}: ${why}; ${remedy}`,
          {
            // The library has one error for all. Entra ID's own refusals have a code AADSTS, a federated token file that cannot
            // be read has its error code; anything else is the way there.
            fault: /AADSTS|ENOENT|EACCES/.test(why) ? 'signIn' : 'transient',
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
  // Loaded only here: with a PAT the program starts without it.
  const identity = await import('@azure/identity');
  // Without it the library asks login.microsoftonline.com about every authority it does not know,
  // which a closed network or a sovereign cloud may not reach. AZURE_AUTHORITY_HOST is read by the library.
  const all = { ...options, disableInstanceDiscovery: true };
  if (auth.kind === 'servicePrincipal') {
    return new identity.ClientSecretCredential(auth.tenantId, auth.clientId, auth.clientSecret, all);
  }
  return new identity.WorkloadIdentityCredential({
    ...all,
    tenantId: auth.tenantId,
    clientId: auth.clientId,
    tokenFilePath: auth.tokenFile,
  });
}
