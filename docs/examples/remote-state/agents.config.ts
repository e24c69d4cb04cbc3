import { defineConfig } from '../../../config/define';

// The state of all stacks in a storage account, for a team. Names, addresses and ids are made up: replace them with your own.
export default defineConfig({
  name: 'team',
  location: 'westeurope',
  backend: { kind: 'azurerm', resourceGroupName: 'rg-state', storageAccountName: 'contosostate', containerName: 'tfstate' },
  // The role on the cluster moves to whoever deploys last. With a group, all of the team keep their access.
  cluster: { adminGroupObjectIds: ['00000000-0000-0000-0000-000000000001'] },
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [{ name: 'linux', pool: 'aks-linux' }],
});
