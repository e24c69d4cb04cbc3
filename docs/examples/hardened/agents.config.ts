import { defineConfig } from '../../../config/define';

// Every protection that a config can switch on. Names, addresses and ids are made up: replace them with your own.
export default defineConfig({
  name: 'hardened',
  location: 'westeurope',
  // Keeps the state in a storage account, with access by Entra ID, instead of in files on a workstation.
  backend: { kind: 'azurerm', resourceGroupName: 'rg-terraform', storageAccountName: 'contosoterraform', containerName: 'agents' },
  cluster: {
    // Has an SLA for the API server, on which the agents depend.
    skuTier: 'Standard',
    nodePool: { minNodes: 2 },
    // Keeps jobs off the nodes of KEDA, which may read all Secrets, and of the placeholders.
    agentNodePool: {},
    // Only these addresses reach the API server: the egress of the office and of the pipelines that deploy.
    authorizedIpRanges: ['203.0.113.0/24'],
    adminGroupObjectIds: ['00000000-0000-0000-0000-000000000001'],
  },
  registry: { sku: 'Premium' },
  azureDevOps: {
    organizationUrl: 'https://dev.azure.com/your-organisation',
    // With a workload identity, there is no token that could leak.
    auth: { kind: 'workloadIdentity' },
  },
  monitoring: { emails: ['agents@contoso.example'] },
  agentPools: [{ name: 'linux', pool: 'aks-linux' }],
});
