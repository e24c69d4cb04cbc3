import type { Call, Reply } from '../http/call';
import { ok } from '../http/call';
import type { Route } from '../http/route';
import type { Services } from './services';

/** The scope of tokens for Azure DevOps, made of its application id. */
const DEVOPS_SCOPE = '499b84ac-1321-427f-aa17-267ca6975798/.default';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The routes of Microsoft Entra ID that workload identities and service principals use. */
export function entraRoutes(services: Services): Route[] {
  const common = { access: 'anybody', unversioned: true } as const;
  return [
    { ...common, method: 'POST', path: '/:tenant/oauth2/v2.0/token', handle: (call) => issueToken(call, services) },
    {
      ...common,
      method: 'GET',
      path: '/:tenant/v2.0/.well-known/openid-configuration',
      handle: (call) => openIdConfiguration(call, services),
    },
  ];
}

function issueToken(call: Call, { entra, tokens }: Services): Reply {
  const form = new URLSearchParams(call.text);
  const text = (name: string) => form.get(name) ?? '';
  if (text('grant_type') !== 'client_credentials') {
    return refused(400, 'unsupported_grant_type', "AADSTS70003: The app requested an unsupported grant type. Use 'client_credentials'.");
  }
  if (text('scope') !== DEVOPS_SCOPE) {
    return refused(400, 'invalid_scope', `AADSTS70011: The provided value for the input parameter 'scope' is not valid: ${text('scope')}`);
  }
  const hasAssertion = text('client_assertion_type') === ASSERTION_TYPE && text('client_assertion') !== '';
  if (text('client_id') === '' || (!hasAssertion && text('client_secret') === '')) {
    const missing = "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    return refused(401, 'invalid_client', `AADSTS7000218: ${missing}`);
  }
  const clientId = text('client_id');
  entra.requests.push({
    tenant: call.params['tenant'] ?? '',
    clientId,
    assertion: text('client_assertion'),
    secret: text('client_secret'),
    scope: text('scope'),
  });
  const { expiresIn } = entra;
  const access_token = tokens.issue({ user: clientId, ...entra.identity, kind: 'entra', expiresIn });
  return ok({ token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token });
}

const refused = (status: number, error: string, error_description: string): Reply => ({ status, json: { error, error_description } });

function openIdConfiguration({ params }: Call, { url }: Services): Reply {
  const authority = `${new URL(url()).origin}/${params['tenant']}`;
  return ok({
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
  });
}
