import { defineConfig } from '../../../config/define';

// Small and large agents in one agent pool, chosen by the demands of the job, and another agent pool for releases.
// Names, addresses and ids are made up: replace them with your own.
export default defineConfig({
  name: 'several',
  location: 'westeurope',
  cluster: { agentNodePool: { vmSize: 'Standard_D8ds_v5' } },
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [
    { name: 'small', pool: 'aks', demands: ['size -equals small'], maxAgents: 20 },
    { name: 'large', pool: 'aks', demands: ['size -equals large'], maxAgents: 4, cpu: '6', memory: '20Gi', workDisk: '60Gi' },
    { name: 'release', pool: 'aks-release', maxAgents: 2, jobTimeoutMinutes: 240 },
  ],
});
