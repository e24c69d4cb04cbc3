import * as z from 'zod/mini';
import { GITHUB_CALL } from '../../../config/timings';
import { realClock } from '../../../lib/clock';
import type { Scope } from '../scope';
import { type Access, REST_HEADERS, signIn } from './access';
import { GitHubError } from './error';
import { expiryOf } from './jwt';
import { registrationRemedies } from './permissions';
import { shaped } from './read';
import { sendRequest } from './request';
import type { GitHubConnection } from './types';

/** Where the service of the scale sets is, and what signs in to it. */
export interface AdminAccess {
  readonly url: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const filled = z.string().check(z.minLength(1));
const registrationToken = z.object({ token: filled });
const registration = z.object({ url: z.url(), token: filled });

/** How often a new registration token is tried: it may take some seconds until all of GitHub knows it. */
const ATTEMPTS = 4;

/**
 * Signs in to the service of the scale sets: the credential gives a registration token, which gives the address of the service
 * and a token for it. The same calls as in actions/scaleset (client.go).
 * @throws ServiceError, never `absent`
 */
export async function register(connection: GitHubConnection, scope: Scope): Promise<AdminAccess> {
  const access = await signIn(connection, scope);
  const token = await readRegistrationToken(connection, scope, access);
  const { url, token: adminToken } = await exchange(connection, scope, token);
  const expiresAt = expiryOf(adminToken);
  if (expiresAt !== undefined) return { url, token: adminToken, expiresAt };
  throw new GitHubError('POST /actions/runner-registration: no usable answer: the token does not say when it expires', {
    fault: 'transient',
  });
}

async function readRegistrationToken(connection: GitHubConnection, scope: Scope, { kind, token }: Access): Promise<string> {
  const path = `${scope.path}/actions/runners/registration-token`;
  const asked = `POST ${path}`;
  const answer = await sendRequest(connection, {
    method: 'POST',
    url: `${scope.apiBase}${path}`,
    asked,
    token,
    headers: REST_HEADERS,
    remedies: registrationRemedies(kind, scope),
  }).catch((error: unknown) => {
    throw error instanceof GitHubError && error.fault === 'absent' ? error.as('right') : error;
  });
  return shaped(asked, answer, registrationToken).token;
}

/** Exchanges a registration token. It is tried again if GitHub does not know the token yet (actions-runner-controller#3377). */
async function exchange(connection: GitHubConnection, scope: Scope, token: string): Promise<z.output<typeof registration>> {
  const asked = 'POST /actions/runner-registration';
  const sleep = connection.sleep ?? realClock.sleep;
  for (let attempt = 1, waitMs = GITHUB_CALL.freshToken.milliseconds; ; attempt++, waitMs *= 2) {
    try {
      const answer = await sendRequest(connection, {
        method: 'POST',
        url: `${scope.apiBase}/actions/runner-registration`,
        asked,
        token,
        scheme: 'RemoteAuth',
        body: { url: scope.configUrl, runner_event: 'register' },
      });
      return shaped(asked, answer, registration);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.fault === 'absent') throw error.as('right', `check the URL ${scope.configUrl}`);
      if (!isUnknownToken(error) || attempt === ATTEMPTS) throw error;
      await sleep(waitMs);
    }
  }
}

const isUnknownToken = ({ fault }: GitHubError): boolean => fault === 'signIn' || fault === 'right';
