import { defineConfig } from '../../../config/define';

// Agents for Azure Pipelines and runners for GitHub Actions, on the same nodes.
// Names, addresses and ids are made up: replace them with your own.
export default defineConfig({
  name: 'both',
  location: 'westeurope',
  cluster: { agentNodePool: { vmSize: 'Standard_D8ds_v5' } },
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [{ name: 'linux', pool: 'aks-linux', maxAgents: 20 }],
  gitHub: {
    url: 'https://github.com/your-organisation',
    auth: { kind: 'app', clientId: 'Iv23liAbCdEf0123456789', installationId: 12345 },
  },
  runnerPools: [
    {
      name: 'gh-linux',
      labels: ['aks-linux'],
      maxRunners: 20,
      warm: [{ agents: 1, days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00', timeZone: 'Europe/Berlin' }],
    },
    { name: 'gh-large', labels: ['aks-large'], runnerGroup: 'Releases', maxRunners: 4, cpu: '4', memory: '16Gi', workDisk: '60Gi' },
  ],
});
