import * as z from 'zod/mini';
import { bodyOf, type Call, emptyReply, ok, type Reply } from '../http/call';
import type { Route } from '../http/route';
import { isSignedBy, type Jwt, parseJwt, unsignedJwt } from '../identity/jwt';
import { randomText } from '../identity/tokens';
import type { RunnerMessage } from '../state/runner-sessions';
import { callingRunner, clientIdOf } from './callers';
import type { Services } from './services';
import { RUNNER_PATH } from './urls';

const TOKEN_SECONDS = 3600;
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const newSession = z.object({ ownerName: z.string() });

/** What the listener of a runner calls: its token, its session and its messages. Paths are invented; names are those of the broker. */
export function runnerServiceRoutes(services: Services): Route[] {
  const { runnerSessions, runners } = services;
  return [
    { method: 'POST', path: `${RUNNER_PATH}/oauth2/token`, access: 'anybody', handle: (call) => runnerToken(call, services) },
    {
      method: 'POST',
      path: `${RUNNER_PATH}/session`,
      access: 'runner',
      handle: (call) => {
        const runner = callingRunner(call, services);
        const { ownerName } = bodyOf(call, newSession);
        const sessionId = runnerSessions.open(runner, ownerName);
        runners.connected(runner);
        return ok({ sessionId, ownerName, agent: { id: runner.id, name: runner.name } });
      },
    },
    {
      method: 'DELETE',
      path: `${RUNNER_PATH}/session`,
      access: 'runner',
      handle: (call) => {
        runnerSessions.close(callingRunner(call, services).id);
        return emptyReply(204);
      },
    },
    {
      method: 'GET',
      path: `${RUNNER_PATH}/message`,
      access: 'runner',
      handle: async (call) => {
        const message = await runnerSessions.poll(clientIdOf(call), call.query.text('sessionId') ?? '', call.gone);
        return message === undefined ? emptyReply(202) : ok(messageView(message, call.origin));
      },
    },
  ];
}

/** Exchanges an assertion, signed with the key of the JIT configuration, for an access token. */
function runnerToken(call: Call, { store, jitKey, tokens, clock }: Services): Reply {
  const form = new URLSearchParams(call.text);
  if (form.get('grant_type') !== 'client_credentials') return refused('unsupported_grant_type', 'grant_type must be client_credentials');
  if (form.get('client_assertion_type') !== ASSERTION_TYPE)
    return refused('invalid_request', `client_assertion_type must be ${ASSERTION_TYPE}`);
  const jwt = parseJwt(form.get('client_assertion') ?? '');
  if (jwt === undefined || !isSignedBy(jwt, jitKey.publicKey)) return refused('invalid_client', 'the signature is not valid');
  const fault = claimsFault(jwt, `${call.origin}${RUNNER_PATH}/oauth2/token`, clock.now() / 1000);
  if (fault !== undefined) return refused('invalid_client', fault);
  const runner = store.runners.find(({ clientId }) => clientId === jwt.claims['sub']);
  if (runner === undefined) return refused('invalid_client', `Registration ${String(jwt.claims['sub'])} was not found.`);
  const access_token = unsignedJwt({ sub: runner.clientId, jti: randomText() });
  tokens.issue(access_token, { kind: 'runner', clientId: runner.clientId }, TOKEN_SECONDS);
  return ok({ access_token, token_type: 'JWT', expires_in: TOKEN_SECONDS });
}

/** Why the claims are not valid. The clocks may differ by five minutes. */
function claimsFault({ claims }: Jwt, audience: string, now: number): string | undefined {
  const { iss, sub, aud, nbf, exp } = claims;
  if (iss !== sub) return 'iss must be sub';
  if (aud !== audience) return `the audience must be ${audience}`;
  if (typeof nbf !== 'number' || typeof exp !== 'number') return 'nbf and exp are required, in seconds since 1970';
  return nbf > now + 300 || exp < now - 300 ? 'the token is not valid at this time' : undefined;
}

const refused = (error: string, error_description: string): Reply => ({ status: 400, json: { error, error_description } });

/** The body of a request names where the job is acquired; that of a cancellation, how long the job may take to end. */
function messageView({ messageId, messageType, jobId }: RunnerMessage, origin: string) {
  const body =
    messageType === 'RunnerJobRequest'
      ? { id: jobId, runner_request_id: jobId, run_service_url: `${origin}${RUNNER_PATH}/run`, should_acknowledge: false }
      : { jobId, timeout: '00:05:00' };
  return { messageId, messageType, body: JSON.stringify(body) };
}
