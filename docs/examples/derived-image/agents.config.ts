import { defineConfig } from '../../../config/define';

// Agents with an image that is derived from that of this project. Names, addresses and ids are made up: replace them with your own.
export default defineConfig({
  name: 'derived',
  location: 'westeurope',
  // Has a name of its own, because the image below is named after it. It is unique in all of Azure.
  registry: { name: 'contosoagents' },
  image: { kind: 'reference', reference: 'contosoagents.azurecr.io/my-agent:2026-11' },
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [{ name: 'linux', pool: 'aks-linux', capabilities: { kubectl: '1.36.3' } }],
});
