import type { Reply } from '../http/call';
import type { Route } from '../http/route';
import { assertionFault, claimedClientId } from '../identity/agent-assertion';
import type { Services } from './services';

const TOKEN_SECONDS = 3600;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The token endpoint of agents: exchanges an assertion, signed with the agent's key, for an access token. The path is invented. */
export function agentTokenRoutes({ store, tokens, clock, url }: Services): Route[] {
  return [
    {
      method: 'POST',
      path: '/_oauth/token',
      access: 'anybody',
      unversioned: true,
      handle: ({ text }) => {
        const form = new URLSearchParams(text);
        if (form.get('grant_type') !== 'client_credentials')
          return refused('unsupported_grant_type', 'grant_type must be client_credentials');
        if (form.get('client_assertion_type') !== ASSERTION_TYPE)
          return refused('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`);
        const jwt = form.get('client_assertion') ?? '';
        const clientId = claimedClientId(jwt);
        const agent = store.pools.flatMap(({ agents }) => agents).find((each) => each.clientId === clientId);
        if (agent?.publicKey === undefined) return refused('invalid_client', 'no agent with a key has this client id');
        const fault = assertionFault({ jwt, audience: `${url()}/_oauth/token`, now: clock.now() }, agent.publicKey);
        if (fault !== undefined) return refused('invalid_client', fault);
        const access_token = tokens.issueToAgent(clientId, TOKEN_SECONDS);
        return { status: 200, json: { access_token, token_type: 'JWT', expires_in: TOKEN_SECONDS } };
      },
    },
  ];
}

const refused = (error: string, error_description: string): Reply => ({ status: 400, json: { error, error_description } });
