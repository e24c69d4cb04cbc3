import * as z from 'zod/mini';
import { type Call, ok, restBodyOf } from '../http/call';
import type { Route } from '../http/route';
import { unsignedJwt } from '../identity/jwt';
import { randomText } from '../identity/tokens';
import { notFound, RestError } from '../service-error';
import { allowedScope, callingApp } from './callers';
import type { Services } from './services';
import { serviceUrl } from './urls';

const registration = z.object({ url: z.string(), runner_event: z.literal('register') });

/** From the key of an App or a personal access token to the admin token of the Actions service. */
export function registrationRoutes(services: Services): Route[] {
  const { store } = services;
  return [
    {
      method: 'POST',
      path: '/app/installations/:installation/access_tokens',
      access: 'app',
      handle: (call) => installationToken(call, services),
    },
    ...['/orgs/:org', '/repos/:owner/:repo', '/enterprises/:enterprise'].map(
      (scopePath): Route => ({
        method: 'POST',
        path: `${scopePath}/actions/runners/registration-token`,
        access: 'rest',
        handle: (call) => {
          const scope = allowedScope(call, store, 'runners');
          const token = randomText().toUpperCase().slice(0, 29);
          const seconds = services.settings.registrationTokenSeconds;
          const expiresAt = services.tokens.issue(token, { kind: 'registration', scope }, seconds);
          return { status: 201, json: { token, expires_at: new Date(expiresAt).toISOString() } };
        },
      }),
    ),
    { method: 'POST', path: '/actions/runner-registration', access: 'registration', handle: (call) => adminConnection(call, services) },
  ];
}

function installationToken(call: Call, { tokens, settings }: Services) {
  const app = callingApp(call);
  const installation = app.installations.find(({ id }) => String(id) === call.params['installation']);
  if (installation === undefined) throw notFound();
  if (installation.suspended) throw new RestError(403, 'This installation has been suspended');
  const token = `ghs_${randomText()}`;
  const expiresAt = tokens.issue(token, { kind: 'installation', app, installation }, settings.installationTokenSeconds);
  const repository_selection = installation.repositories === 'all' ? 'all' : 'selected';
  const json = { token, expires_at: new Date(expiresAt).toISOString(), permissions: installation.permissions, repository_selection };
  return { status: 201, json };
}

/** The admin token is a JSON Web Token, because clients read when it expires. */
function adminConnection(call: Call, { store, tokens, settings, clock }: Services) {
  const { url } = restBodyOf(call, registration);
  if (call.identity.kind !== 'registration') throw notFound();
  const { scope } = call.identity;
  if (!URL.canParse(url) || store.scopeAt(new URL(url).pathname.replace(/^\/|\/$/g, '')) !== scope) throw notFound();
  const now = Math.floor(clock.now() / 1000);
  const token = unsignedJwt({ iat: now, nbf: now - 300, exp: now + settings.adminTokenSeconds, sub: scope.id, jti: randomText() });
  tokens.issue(token, { kind: 'admin', scope }, settings.adminTokenSeconds);
  return ok({ url: serviceUrl(call.origin, scope, store.mode), token, token_schema: 'OAuthAccessToken', use_v2_flow: true });
}
