import type { AgentPoolConfig, Config } from '../../../config/types';
import { DevOps } from '../../../providers/azure-devops/client/client';
import { DevOpsError, REMEDIES } from '../../../providers/azure-devops/client/error';
import { type Identity, Organization } from '../../../providers/azure-devops/client/organization';
import type { Connection } from '../../../providers/azure-devops/client/request';
import type { AgentPool } from '../../../providers/contract/agent-service';
import { once } from '../once';
import { Unmet } from '../outcome';

/** An entry of the config with its agent pool in Azure DevOps. */
export interface EntryPool {
  readonly entry: AgentPoolConfig;
  /** Undefined when it is not there, or not visible. */
  readonly pool: AgentPool | undefined;
}

export type FoundPool = EntryPool & { readonly pool: AgentPool };

/** What several checks ask Azure DevOps for. Each is asked once. */
export interface DevOpsFacts {
  readonly client: DevOps;
  readonly organization: Organization;
  /** Who the token belongs to. @throws DevOpsError */
  readonly identity: () => Promise<Identity>;
  /** The agent pool of each entry. @throws DevOpsError */
  readonly agentPools: () => Promise<readonly EntryPool[]>;
  /** Those that are there. @throws Unmet when they can't be read, or none is there */
  readonly foundPools: () => Promise<readonly FoundPool[]>;
}

export function devopsFacts(connection: Connection, { agentPools }: Pick<Config, 'agentPools'>): DevOpsFacts {
  const client = new DevOps(connection);
  const organization = new Organization(connection);
  const all = once(() => Promise.all(agentPools.map(async (entry) => ({ entry, pool: await client.findPool(poolRef(entry)) }))));
  const isFound = (each: EntryPool): each is FoundPool => each.pool !== undefined;
  return {
    client,
    organization,
    identity: once(() => organization.identity()),
    agentPools: all,
    foundPools: once(async () => {
      const found = (await all().catch(unmetIfRefused)).filter(isFound);
      if (found.length === 0) throw new Unmet('no agent pool is visible, see the check "agent-pools"');
      return found;
    }),
  };
}

/** An agent pool as the client asks for it. */
export const poolRef = ({ pool, name }: AgentPoolConfig) => (typeof pool === 'number' ? { id: pool } : { name: pool ?? name });

/** An agent pool as the config names it. */
export const poolLabel = ({ pool, name }: AgentPoolConfig): string => (typeof pool === 'number' ? `with id ${pool}` : `"${pool ?? name}"`);

/** The checks "organization", "devops-token" and "token-scope" say why Azure DevOps gives no answer. */
export function unmetIfRefused(error: unknown): never {
  if (error instanceof DevOpsError)
    throw new Unmet('agent pools can\'t be read, see the checks "organization", "devops-token" and "token-scope"');
  throw error;
}

/** What Azure DevOps said, without what to do. */
export function devopsWords(error: DevOpsError): string {
  const remedy = devopsRemedy(error);
  return remedy === undefined ? error.message : error.message.replace(`: ${remedy}`, '');
}

/** What to do about it; undefined when the fault has no remedy, or the message names that of another scope. */
export function devopsRemedy({ message, fault }: DevOpsError): string | undefined {
  const remedy = REMEDIES[fault];
  return remedy !== undefined && message.endsWith(`: ${remedy}`) ? remedy : undefined;
}

/** Whether Azure DevOps refused the token, or one of its rights. */
export const isRefusal = (error: unknown): error is DevOpsError =>
  error instanceof DevOpsError && (error.fault === 'signIn' || error.fault === 'right');
