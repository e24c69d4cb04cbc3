import type { IncomingMessage } from 'node:http';
import type { Identity } from '../identity/identity';
import type { Tokens } from '../identity/tokens';
import { ServiceError } from '../service-error';
import type { Reply } from './call';
import { challenge, errorReply, redirectToSignIn, signInPage, unauthorised } from './refusals';

type Outcome = { readonly identity: Identity } | { readonly refusal: Reply };

/** Returns the identity of the caller, or the service's answer to invalid credentials. `origin` is the URL of the server. */
export function authenticate(request: IncomingMessage, tokens: Tokens, origin: string): Outcome {
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ');
  switch (scheme.toLowerCase()) {
    case 'basic':
      return basic(credentials, tokens);
    case 'bearer':
      return bearer(credentials, tokens, request.method ?? '');
    default: {
      const suppressed = request.headers['x-tfs-fedauthredirect'] === 'Suppress';
      return { refusal: suppressed ? unauthorised() : redirectToSignIn(origin, `${origin}${request.url}`) };
    }
  }
}

/** The user name is ignored; the password is a personal access token or an Entra token. */
function basic(credentials: string, tokens: Tokens): Outcome {
  const value = Buffer.from(credentials, 'base64')
    .toString('utf8')
    .replace(/^[^:]*:/, '');
  const token = tokens.find(value);
  if (token === undefined || token.kind === 'agent') return { refusal: unauthorised() };
  if (tokens.isExpired(token)) return { refusal: token.kind === 'pat' ? expiredToken() : unauthorised() };
  return token.member ? { identity: token.identity } : { refusal: notMember() };
}

/** A personal access token is refused as a Bearer token. */
function bearer(value: string, tokens: Tokens, method: string): Outcome {
  const token = tokens.find(value);
  if (token === undefined || token.kind === 'pat' || tokens.isExpired(token)) {
    return { refusal: method === 'GET' || method === 'POST' ? signInPage() : badBearer() };
  }
  return token.member ? { identity: token.identity } : { refusal: notMember() };
}

/** Answer to an expired personal access token (microsoft/azure-pipelines-tasks#18732). */
export function expiredToken(): Reply {
  const message = 'Access Denied: The Personal Access Token used has expired.';
  return errorReply(new ServiceError(401, 'AccessCheckException', message), challenge(message));
}

function badBearer(): Reply {
  const message = "TF400813: The user '' is not authorized to access this resource.";
  return errorReply(new ServiceError(401, 'UnauthorizedRequestException', message), challenge(message));
}

/** Answer to a valid Entra token of an identity that was never added to the organisation. */
function notMember(): Reply {
  const who = 'tenant\\tenant\\object-id';
  const message = `TF401444: Please sign-in at least once as ${who} in a web browser to enable access to the service.`;
  return errorReply(new ServiceError(401, 'UnauthorizedRequestException', message), challenge(message));
}
