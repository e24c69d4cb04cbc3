import { defineConfig } from '../../../config/define';
import type { ConfigInput } from '../../../config/types';

/** What differs between the environments. */
export interface Environment {
  readonly name: string;
  readonly skuTier: 'Free' | 'Standard';
  /** The agent pool in Azure DevOps. */
  readonly pool: string;
  readonly maxAgents: number;
}

/** What they have in common. Names, addresses and ids are made up: replace them with your own. */
export function environment({ name, skuTier, pool, maxAgents }: Environment): ConfigInput {
  return defineConfig({
    name,
    location: 'westeurope',
    backend: { kind: 'azurerm', resourceGroupName: 'rg-state', storageAccountName: 'contosostate', containerName: 'tfstate' },
    cluster: { skuTier, adminGroupObjectIds: ['00000000-0000-0000-0000-000000000001'] },
    azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'workloadIdentity' } },
    agentPools: [{ name: 'linux', pool, maxAgents }],
  });
}
