import * as z from 'zod/mini';
import { id, listOf } from '../../http/shapes';
import type { Need } from './error';
import { readList, readShape } from './read';
import type { Connection } from './request';

/** The bit of the right to manage an agent pool. */
const MANAGE = 2;

const identity = z.object({ id: z.string(), providerDisplayName: z.nullish(z.string()) });
const connectionData = z.object({ authenticatedUser: identity });
/** Who the token belongs to. */
export type Identity = z.output<typeof identity>;

const runningRequest = z.object({ reservedAgent: z.nullish(z.object({ name: z.nullish(z.string()) })) });
const usage = z.object({
  usedCount: z.nullish(z.int()),
  resourceLimit: z.object({ totalCount: z.nullish(z.int()) }),
  runningRequests: z.nullish(z.array(runningRequest)),
});
/** How many self-hosted parallel jobs the organisation has bought, and how many are in use. Undefined if the service does not say. */
export interface ParallelJobs {
  readonly bought: number | undefined;
  readonly used: number | undefined;
  /** Names of the agents that run these jobs; an empty name where the service does not say. Empty unless they were asked for. */
  readonly agents: readonly string[];
}

const queue = z.object({ id, name: z.string(), pool: z.nullish(z.object({ id })) });
const project = z.object({ id: z.string(), name: z.string() });
/** A project of the organisation. */
export type Project = z.output<typeof project>;

const PROJECT_NEED: Need = {
  scope: 'Project and Team (Read)',
  right: 'let the identity read the project',
};

/** The API of an organisation as a whole, as far as this project uses it. Every method throws DevOpsError. None retries. */
export class Organization {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns who the token belongs to. This proves that the token is valid, but no right. A token with few scopes may be
   * refused here and still work on agent pools.
   */
  async identity(): Promise<Identity> {
    const request = { method: 'GET', area: '_apis', path: 'connectionData?connectOptions=none', version: '7.1-preview.1' } as const;
    return (await readShape(this.#connection, request, connectionData)).value.authenticatedUser;
  }

  /** Returns whether the identity may register, disable and delete agents of an agent pool. */
  async mayManage(poolId: number): Promise<boolean> {
    const request = { method: 'GET', path: `pools/${poolId}/permissions/${MANAGE}`, version: '7.2-preview.1' } as const;
    return (await readShape(this.#connection, request, z.boolean())).value;
  }

  /** Returns the parallel jobs of self-hosted agents, which all private projects share. @param running whether to list their agents too */
  async parallelJobs({ running = false }: { readonly running?: boolean } = {}): Promise<ParallelJobs> {
    const path = `resourceusage?parallelismTag=Private&poolIsHosted=false&includeRunningRequests=${running}`;
    const { value } = await readShape(this.#connection, { method: 'GET', path, version: '7.1-preview.1' }, usage);
    const agents = (value.runningRequests ?? []).map(({ reservedAgent }) => reservedAgent?.name ?? '');
    return { bought: value.resourceLimit.totalCount ?? undefined, used: value.usedCount ?? undefined, agents };
  }

  /** Lists the projects that the identity sees. Requires the scope "Project and Team (Read)". */
  async projects(): Promise<readonly Project[]> {
    const request = { method: 'GET', area: '_apis', path: 'projects?$top=500', need: PROJECT_NEED } as const;
    return (await readList(this.#connection, request, listOf(project))).value;
  }

  /** Returns whether the identity may use the agent pool of this name in the pipelines of a project. */
  async mayUse(projectName: string, poolName: string): Promise<boolean> {
    const area = `${encodeURIComponent(projectName)}/_apis/distributedtask`;
    const path = `queues?queueNames=${encodeURIComponent(poolName)}&actionFilter=use`;
    const { value } = await readList(this.#connection, { method: 'GET', area, path }, listOf(queue));
    return value.some(({ name }) => name.toLowerCase() === poolName.toLowerCase());
  }
}
