import type { InputReader } from './input-reader';

/** How this program signs in to the service. */
export type Auth =
  | { readonly kind: 'patFile'; readonly file: string }
  | { readonly kind: 'pat'; readonly token: string }
  | { readonly kind: 'servicePrincipal'; readonly tenantId: string; readonly clientId: string; readonly clientSecret: string }
  | { readonly kind: 'workloadIdentity'; readonly tenantId: string; readonly clientId: string; readonly tokenFile: string };

/**
 * Uses the first credential that is set: token file, token, service principal, workload identity. The last one comes from the
 * workload identity webhook, which sets its variables in every container of the pod, so an explicit choice takes precedence.
 * The names are those of Microsoft's start.sh (learn.microsoft.com, "Run a self-hosted agent in Docker").
 */
export function readAuth(input: InputReader): Auth {
  const token = input.secret('AZP_TOKEN');
  const clientSecret = input.secret('AZP_CLIENTSECRET');
  const file = input.text('AZP_TOKEN_FILE', '');
  if (file !== '') return { kind: 'patFile', file };
  if (token !== '') return { kind: 'pat', token };

  const clientId = input.text('AZP_CLIENTID', '');
  if (clientId !== '' || clientSecret !== '') {
    const tenantId = input.text('AZP_TENANTID', '');
    if (clientId === '') input.missing('AZP_CLIENTID');
    if (clientSecret === '') input.missing('AZP_CLIENTSECRET');
    if (tenantId === '') input.missing('AZP_TENANTID');
    return { kind: 'servicePrincipal', tenantId, clientId, clientSecret };
  }

  const identity = {
    tenantId: input.text('AZURE_TENANT_ID', ''),
    clientId: input.text('AZURE_CLIENT_ID', ''),
    tokenFile: input.text('AZURE_FEDERATED_TOKEN_FILE', ''),
  };
  if (Object.values(identity).includes('')) {
    input.missing('AZP_TOKEN_FILE (a file with a personal access token; see --help for the other credentials)');
  }
  return { kind: 'workloadIdentity', ...identity };
}
