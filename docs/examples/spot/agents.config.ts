import { defineConfig } from '../../../config/define';

// Agents on spot VMs in a node pool of their own, and a few for jobs that must not be interrupted.
// Names, addresses and ids are made up: replace them with your own.
export default defineConfig({
  name: 'spot',
  location: 'westeurope',
  cluster: {
    // Scales from zero, so that nothing is paid while no job runs.
    agentNodePool: { vmSize: 'Standard_D4ds_v5', maxNodes: 10, spot: true },
  },
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [
    { name: 'spot', pool: 'aks-spot', maxAgents: 40 },
    // Selects the default node pool, which is never a spot node pool.
    { name: 'steady', pool: 'aks-steady', maxAgents: 2, nodeSelector: { 'kubernetes.azure.com/agentpool': 'system' } },
  ],
});
