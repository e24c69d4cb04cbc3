import { defineConfig } from '../../../config/define';

// The agents of this example, for `npm run manifests`. The values in argo-cd/agents-chart.yaml and flux/agents-chart.yaml
// say the same for the chart. Names and addresses are made up: replace them with your own.
export default defineConfig({
  name: 'ci',
  location: 'westeurope',
  image: { kind: 'reference', reference: 'ghcr.io/contoso/azure-pipelines-agent:0.1.0' },
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [{ name: 'linux', pool: 'aks-linux', maxAgents: 10, nodeSelector: { 'kubernetes.io/os': 'linux' } }],
});
