import { defineConfig } from '../../../config/define';

// The cluster is created; the resource group and the registry exist, and the network team registers resource providers.
// Names and ids are made up: replace them with your own.
export default defineConfig({
  name: 'shared',
  location: 'westeurope',
  resourceProviders: 'external',
  resourceGroup: { kind: 'existing', name: 'rg-build-agents' },
  registry: {
    kind: 'existing',
    id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-images/providers/Microsoft.ContainerRegistry/registries/contoso',
    // Somebody else lets the nodes pull: npm run synth prints the command for them.
    roleAssignment: 'external',
  },
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [{ name: 'linux', pool: 'aks-linux' }],
});
