import type { AgentPoolConfig, Config } from '../../../../config/types';
import { DevOps } from '../../../../providers/azure-devops/client/client';
import { type Identity, Organization } from '../../../../providers/azure-devops/client/organization';
import type { Connection } from '../../../../providers/azure-devops/client/request';
import type { AgentPool } from '../../../../providers/contract/agent-service';
import { once } from '../../once';
import { Unmet } from '../../outcome';
import { type EntryPool, type FoundPool, poolRef } from './agent-pools';
import { unmetIfRefused } from './errors';

/** What several checks read from Azure DevOps. Each answer is requested once. */
export interface DevOpsFacts {
  /** URL of the organisation. */
  readonly url: string;
  readonly client: DevOps;
  readonly organization: Organization;
  /** Who the token belongs to. @throws DevOpsError */
  readonly identity: () => Promise<Identity>;
  /** The agent pool of each entry. @throws DevOpsError */
  readonly agentPools: () => Promise<readonly EntryPool[]>;
  /** The agent pools that were found. @throws Unmet if they can't be read, or none was found */
  readonly foundPools: () => Promise<readonly FoundPool[]>;
  /** The agent pool of one entry; undefined if it was not found. @throws Unmet if agent pools can't be read */
  readonly agentPoolOf: (entry: AgentPoolConfig) => Promise<AgentPool | undefined>;
}

export function devopsFacts(connection: Connection, { agentPools }: Pick<Config, 'agentPools'>): DevOpsFacts {
  const client = new DevOps(connection);
  const organization = new Organization(connection);
  const all = once(() => Promise.all(agentPools.map(async (entry) => ({ entry, pool: await client.findAgentPool(poolRef(entry)) }))));
  const isFound = (each: EntryPool): each is FoundPool => each.pool !== undefined;
  return {
    url: connection.url,
    client,
    organization,
    identity: once(() => organization.identity()),
    agentPools: all,
    foundPools: once(async () => {
      const found = (await all().catch(unmetIfRefused)).filter(isFound);
      if (found.length === 0) throw new Unmet('no agent pool is visible, see the check "agent-pools"');
      return found;
    }),
    agentPoolOf: async ({ name }) => (await all().catch(unmetIfRefused)).find(({ entry }) => entry.name === name)?.pool,
  };
}
