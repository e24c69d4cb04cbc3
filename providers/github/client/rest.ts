import * as z from 'zod/mini';
import type { Deletion } from '../../contract/agent-service';
import { id, or, time } from '../../http/shapes';
import { REST_HEADERS, readCredential } from './access';
import { clockOf } from './connection';
import { GitHubError } from './error';
import { appToken } from './jwt';
import { registrationRemedies } from './permissions';
import { shaped } from './read';
import { sendRequest } from './request';
import { RestSource } from './rest-source';
import type { Credential, GitHubConnection } from './types';

const restRunner = z.object({
  id,
  name: z.string(),
  status: z.enum(['online', 'offline']),
  busy: z.boolean(),
  labels: or(z.array(z.object({ name: z.string() })), []),
  runner_group_id: z.nullish(z.int()),
});
/** A runner as the REST API shows it, whether or not it is in a scale set. */
export type RestRunner = z.output<typeof restRunner>;

const runnerGroup = z.object({
  id,
  name: z.string(),
  /** `selected`: only the repositories of its list may use it. */
  visibility: z.enum(['all', 'selected', 'private']),
  /** Whether it takes jobs of public repositories. */
  allows_public_repositories: or(z.boolean(), false),
  /** Whether it takes jobs of certain workflows only. */
  restricted_to_workflows: or(z.boolean(), false),
  selected_workflows: or(z.array(z.string()), []),
});
/** A runner group, and who may use its runners. */
export type RunnerGroup = z.output<typeof runnerGroup>;

const repository = z.object({ full_name: z.string(), private: z.boolean() });

const installation = z.object({
  id,
  account: z.nullish(z.object({ login: z.nullish(z.string()), slug: z.nullish(z.string()) })),
  app_slug: z.nullish(z.string()),
  /** All repositories of the account, or only those that its owner has chosen. */
  repository_selection: z.enum(['all', 'selected']),
  /** Such as `organization_self_hosted_runners: 'write'`. */
  permissions: z.record(z.string(), z.string()),
  suspended_at: time,
});
/** What the owner of an account has granted to an App. */
export type Installation = z.output<typeof installation>;

const user = z.object({ login: z.string() });

/** What GitHub says about a personal access token. */
export interface PersonalToken {
  /** Name of the user whose token it is. */
  readonly login: string;
  /** Of a classic token. Undefined for a fine-grained one, which has permissions instead. */
  readonly scopes: readonly string[] | undefined;
  /** Milliseconds since 1970. Undefined if it does not expire. */
  readonly expiresAt: number | undefined;
}

/** How a classic token begins (docs.github.com, "GitHub credential types"). */
const CLASSIC = 'ghp_';

/**
 * The REST API as far as an operator's checks use it. Runners are registered by the service of the scale sets alone: one that the
 * REST API registers is in no scale set. Every method throws ServiceError. None retries.
 */
export class GitHubRest {
  readonly #connection: GitHubConnection;
  readonly #source: RestSource;

  /** @throws ServiceError if the URL names no organisation, repository or enterprise */
  constructor(connection: GitHubConnection) {
    this.#connection = connection;
    this.#source = new RestSource(connection);
  }

  /** Returns what the App may do by the installation id of the credential. Undefined for a personal access token. */
  async installation(): Promise<Installation | undefined> {
    const credential = await readCredential(this.#connection);
    if (credential.kind === 'pat') return undefined;
    return this.#readAsApp(credential, `/app/installations/${credential.installationId}`);
  }

  /** Returns the App's installation on the organisation or repository. Undefined without one, and for a personal access token. */
  async installationHere(): Promise<Installation | undefined> {
    const credential = await readCredential(this.#connection);
    const { scope } = this.#source;
    if (credential.kind === 'pat' || scope.kind === 'enterprise') return undefined;
    return this.#readAsApp(credential, `${scope.path}/installation`).catch((error: unknown) => {
      if (error instanceof GitHubError && error.fault === 'absent') return undefined;
      throw error;
    });
  }

  /** Returns whose personal access token it is, and what it may do. Undefined for an App. */
  async personalToken(): Promise<PersonalToken | undefined> {
    const credential = await readCredential(this.#connection);
    if (credential.kind === 'app') return undefined;
    const answer = await this.#source.send({ method: 'GET', path: '/user' });
    const scopes = answer.headers.get('x-oauth-scopes')?.split(/,\s*/);
    const expiresAt = Date.parse(answer.headers.get('github-authentication-token-expiration') ?? '');
    return {
      login: shaped('GET /user', answer, user).login,
      scopes: scopes ?? (credential.token.startsWith(CLASSIC) ? [] : undefined),
      expiresAt: Number.isNaN(expiresAt) ? undefined : expiresAt,
    };
  }

  /** Returns the runner group of this name. Undefined if there is none; a single repository has none. */
  async findRunnerGroup(name: string): Promise<RunnerGroup | undefined> {
    return (await this.runnerGroups()).find((group) => group.name.toLowerCase() === name.toLowerCase());
  }

  /** Lists the runner groups. A single repository has none. */
  async runnerGroups(): Promise<readonly RunnerGroup[]> {
    const { scope } = this.#source;
    if (scope.kind === 'repository') return [];
    const request = { method: 'GET', path: `${scope.path}/actions/runner-groups`, remedies: registrationRemedies } as const;
    return this.#source.list(request, 'runner_groups', runnerGroup);
  }

  /** Lists the repositories of an organisation's runner group with the visibility `selected`, such as contoso/shop. */
  async repositoriesOf(groupId: number): Promise<readonly z.output<typeof repository>[]> {
    const path = `${this.#source.scope.path}/actions/runner-groups/${groupId}/repositories`;
    return this.#source.list({ method: 'GET', path, remedies: registrationRemedies }, 'repositories', repository);
  }

  /** Lists the runners, or those of one name. */
  async runners(name?: string): Promise<readonly RestRunner[]> {
    const query: Readonly<Record<string, string>> = name === undefined ? {} : { name };
    return this.#source.list({ method: 'GET', path: this.#runnersPath, query, remedies: registrationRemedies }, 'runners', restRunner);
  }

  /** Removes a runner. Returns `busy` if it has a job, which then continues, and `absent` only if GitHub says so. */
  async removeRunner(runnerId: number): Promise<Deletion> {
    try {
      await this.#source.send({ method: 'DELETE', path: `${this.#runnersPath}/${runnerId}`, remedies: registrationRemedies });
      return 'deleted';
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.fault === 'absent') return 'absent';
      if (error.status === 422 && error.message.includes('still running a job')) return 'busy';
      throw error;
    }
  }

  /** Reads an installation as the App itself, which is not bound to one. */
  async #readAsApp(app: Extract<Credential, { kind: 'app' }>, path: string): Promise<Installation> {
    const asked = `GET ${path}`;
    const answer = await sendRequest(this.#connection, {
      method: 'GET',
      url: `${this.#source.scope.apiBase}${path}`,
      asked,
      token: await appToken(app, clockOf(this.#connection)()),
      headers: REST_HEADERS,
      remedies: {
        signIn: "check the client id and the private key of the App, and this machine's clock",
        absent: 'check the installation id and the client id',
      },
    });
    return shaped(asked, answer, installation);
  }

  get #runnersPath(): string {
    return `${this.#source.scope.path}/actions/runners`;
  }
}
