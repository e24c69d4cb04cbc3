import type * as z from 'zod/mini';
import type { Answer } from './answer';
import { clockOf, scopeOf } from './connection';
import type { Remedies } from './error';
import { shaped } from './read';
import { type AdminAccess, register } from './registration';
import { Renewing } from './renewing';
import { type Request, sendRequest } from './request';
import type { GitHubConnection } from './types';

/** A request to the service of the scale sets. */
export interface ServiceRequest {
  readonly method: Request['method'];
  /** Below the address of the service, without a slash at the start. */
  readonly path: string;
  /** @default - only the version of the API */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The token of a message queue, for the one request that takes it. @default - the token of the service */
  readonly queueToken?: string;
}

const REMEDIES: Remedies = {
  signIn: 'GitHub has refused a token that it has just issued: check that the credential was not revoked, and try again',
  right: 'check the permissions of the credential and the runner group',
};

/** Sends requests to the service of the scale sets, whose address and token come from GitHub. */
export class ActionsService {
  readonly #connection: GitHubConnection;
  readonly #access: Renewing<AdminAccess>;

  constructor(connection: GitHubConnection) {
    const scope = scopeOf(connection);
    this.#connection = connection;
    this.#access = new Renewing({ renew: () => register(connection, scope), now: clockOf(connection) });
  }

  /** Sends a request. If the service refuses its own token, signs in again, once. @throws ServiceError */
  async send(request: ServiceRequest): Promise<Answer> {
    // A refused token of a queue says nothing about the token of the service.
    if (request.queueToken !== undefined) return this.#sendOnce(request, await this.#access.get());
    return this.#access.use((access) => this.#sendOnce(request, access));
  }

  /** Sends a request and checks the shape of its answer. @throws ServiceError */
  async read<T>(request: ServiceRequest, shape: z.ZodMiniType<T>): Promise<T> {
    return shaped(titleOf(request), await this.send(request), shape);
  }

  #sendOnce(request: ServiceRequest, { url, token }: AdminAccess): Promise<Answer> {
    const { method, body, queueToken = token } = request;
    return sendRequest(this.#connection, {
      method,
      url: addressOf(url, request),
      asked: titleOf(request),
      token: queueToken,
      body,
      remedies: REMEDIES,
    });
  }
}

/** Names a request in messages, without the part of the path that all have. */
export const titleOf = ({ method, path, query = {} }: ServiceRequest): string => {
  const asked = new URLSearchParams(query).toString();
  return `${method} ${path.replace(/^_apis\/(runtime|distributedtask)\//, '')}${asked === '' ? '' : `?${asked}`}`;
};

/** The address ends with a slash or not, and may have a query of its own. */
function addressOf(base: string, { path, query = {} }: ServiceRequest): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
  for (const [name, value] of Object.entries({ 'api-version': '6.0-preview', ...query })) url.searchParams.set(name, value);
  return url.href;
}
