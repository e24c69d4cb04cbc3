import * as z from 'zod/mini';
import { reason } from '../../../lib/reason';
import { ServiceError } from '../../contract/service-error';
import { time } from '../../http/shapes';
import type { Scope } from '../scope';
import { clockOf } from './connection';
import { GitHubError, type Remedies } from './error';
import { appToken } from './jwt';
import { shaped } from './read';
import { sendRequest } from './request';
import type { Credential, GitHubConnection } from './types';

/** What signs in to the REST API: an installation token of an App, or a personal access token. */
export interface Access {
  readonly kind: Credential['kind'];
  readonly token: string;
  /** Milliseconds since 1970. Undefined for a personal access token. */
  readonly expiresAt: number | undefined;
}

/** The REST API answers in the same form until its next version. */
export const REST_HEADERS = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' } as const;

const installationToken = z.object({ token: z.string().check(z.minLength(1)), expires_at: time });

const REMEDIES: Remedies = {
  signIn: "check the client id and the private key of the App, and this machine's clock",
  absent: 'check the installation id: it is in the address of the page of the installation, and belongs to this App',
  right: 'the installation is suspended: let an owner of the organisation resume it',
};

/** Signs in to the REST API. @throws ServiceError */
export async function signIn(connection: GitHubConnection, { apiBase }: Pick<Scope, 'apiBase'>): Promise<Access> {
  const credential = await readCredential(connection);
  if (credential.kind === 'pat') return { kind: 'pat', token: credential.token, expiresAt: undefined };
  const path = `/app/installations/${credential.installationId}/access_tokens`;
  const asked = `POST ${path}`;
  const answer = await sendRequest(connection, {
    method: 'POST',
    url: `${apiBase}${path}`,
    asked,
    token: await appToken(credential, clockOf(connection)()),
    headers: REST_HEADERS,
    remedies: REMEDIES,
  }).catch((error: unknown) => {
    // "Absent" would mean to callers that what they asked for is gone, and this is only the sign-in.
    throw error instanceof GitHubError && error.fault === 'absent' ? error.as('signIn') : error;
  });
  const { token, expires_at } = shaped(asked, answer, installationToken);
  return { kind: 'app', token, expiresAt: expires_at };
}

/** Reads the credential. @throws ServiceError */
export async function readCredential({ credential }: GitHubConnection): Promise<Credential> {
  try {
    const read = await credential();
    return read.kind === 'pat' ? { ...read, token: read.token.trim() } : read;
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw new GitHubError(`the credential for GitHub cannot be read: ${reason(error)}: check its file or variable`, { fault: 'signIn' });
  }
}
