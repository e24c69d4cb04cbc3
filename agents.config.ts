import { defineConfig } from './config/define';

// docs/configuration.md describes every option. Change the name and the organisation before the first deploy.
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
