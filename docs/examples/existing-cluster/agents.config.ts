import { defineConfig } from '../../../config/define';

// Agents on a cluster that exists, see main.ts. Names, addresses and ids are made up: replace them with your own.
// The options `cluster` and `registry` have no effect, because neither is created.
export default defineConfig({
  name: 'shared',
  location: 'westeurope',
  // The version of KEDA in the cluster. It decides how jobs are counted.
  keda: { version: '2.20.2' },
  image: { kind: 'reference', reference: 'example.azurecr.io/azure-pipelines-agent:1' },
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [{ name: 'linux', pool: 'aks-linux' }],
});
