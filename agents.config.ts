import { defineConfig } from './config/define';

// Every option is described in docs/configuration.md. Change the name and the organisation before the first deploy.
export default defineConfig({
  name: 'pipelines',
  location: 'westeurope',
  azureDevOps: {
    organizationUrl: 'https://dev.azure.com/your-organisation',
    auth: { kind: 'pat' },
  },
  agentPools: [
    {
      name: 'linux',
      pool: 'aks-linux',
    },
  ],
});
