import { defineConfig } from '../../config/define';

// Every protection that a config can switch on. Names, addresses and ids are made up: put your own in their place.
// AGENTS_CONFIG=docs/examples/hardened.config.ts npm run synth
export default defineConfig({
  name: 'hardened',
  location: 'westeurope',
  // State is in a storage account, where access is by Entra ID, not in files of a workstation.
  backend: { kind: 'azurerm', resourceGroupName: 'rg-terraform', storageAccountName: 'contosoterraform', containerName: 'agents' },
  cluster: {
    // An SLA for the API server, on which the agents depend.
    skuTier: 'Standard',
    nodePool: { minNodes: 2 },
    // Jobs share no node with KEDA, which may read all Secrets, nor with the placeholders.
    agentNodePool: {},
    // Only these reach the API server: the egress of the office and of the pipelines that deploy.
    authorizedIpRanges: ['203.0.113.0/24'],
    adminGroupObjectIds: ['00000000-0000-0000-0000-000000000001'],
  },
  registry: { sku: 'Premium' },
  azureDevOps: {
    organizationUrl: 'https://dev.azure.com/your-organisation',
    // No token exists that could leak.
    auth: { kind: 'workloadIdentity' },
  },
  monitoring: { emails: ['agents@contoso.example'] },
  agentPools: [{ name: 'linux', pool: 'aks-linux' }],
});
