import * as z from 'zod/mini';
import type { Scope } from '../scope';
import { type Access, REST_HEADERS, signIn } from './access';
import type { Answer } from './answer';
import { clockOf, scopeOf } from './connection';
import type { Remedies } from './error';
import { shaped } from './read';
import { Renewing } from './renewing';
import { sendRequest } from './request';
import type { Credential, GitHubConnection } from './types';

/** A request to the REST API. */
export interface RestRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below the address of the API, with a slash at the start. */
  readonly path: string;
  /** @default - none */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Its remedies, by the kind of the credential. @default - none */
  readonly remedies?: (kind: Credential['kind'], scope: Scope) => Remedies;
}

/** How many items a page has at most. */
const PER_PAGE = 100;
/** No list that is read here is longer than this. It ends a list whose total never comes true. */
const MAX_PAGES = 100;

/** Sends requests to the REST API, as the App's installation or with the personal access token. */
export class RestSource {
  readonly scope: Scope;
  readonly #connection: GitHubConnection;
  readonly #access: Renewing<Access>;

  /** @throws ServiceError if the URL names no organisation, repository or enterprise */
  constructor(connection: GitHubConnection) {
    const scope = scopeOf(connection);
    this.scope = scope;
    this.#connection = connection;
    this.#access = new Renewing({ renew: () => signIn(connection, scope), now: clockOf(connection) });
  }

  /** Sends a request, and once more after a new sign-in if the token is refused. @throws ServiceError */
  async send(request: RestRequest): Promise<Answer> {
    return this.#access.use((access) => this.#sendOnce(request, access));
  }

  /** Sends a request and checks the shape of its answer. @throws ServiceError */
  async read<T>(request: RestRequest, shape: z.ZodMiniType<T>): Promise<T> {
    return shaped(titleOf(request), await this.send(request), shape);
  }

  /** Reads all pages of a list, whose items are in the field `key`. @throws ServiceError */
  async list<T>(request: RestRequest, key: string, item: z.ZodMiniType<T>): Promise<readonly T[]> {
    const page = z.object({ total: z.int(), items: z.array(item) });
    const found: T[] = [];
    for (let number = 1; number <= MAX_PAGES; number++) {
      const query = { ...request.query, per_page: String(PER_PAGE), page: String(number) };
      const answer = await this.send({ ...request, query });
      const { total, items } = shaped(titleOf(request), { ...answer, json: pageIn(answer.json, key) }, page);
      found.push(...items);
      if (items.length === 0 || found.length >= total) return found;
    }
    return found;
  }

  #sendOnce(request: RestRequest, { kind, token }: Access): Promise<Answer> {
    const { method, path, query, body, remedies } = request;
    return sendRequest(this.#connection, {
      method,
      url: `${this.scope.apiBase}${path}${query === undefined ? '' : `?${new URLSearchParams(query)}`}`,
      asked: titleOf(request),
      token,
      headers: REST_HEADERS,
      body,
      ...(remedies === undefined ? {} : { remedies: remedies(kind, this.scope) }),
    });
  }
}

const titleOf = ({ method, path }: RestRequest): string => `${method} ${path}`;

/** The parts of a page: `total_count` counts the items of all pages, and `key` has those of this one. */
function pageIn(json: unknown, key: string): unknown {
  if (typeof json !== 'object' || json === null) return json;
  return { total: Reflect.get(json, 'total_count'), items: Reflect.get(json, key) };
}
