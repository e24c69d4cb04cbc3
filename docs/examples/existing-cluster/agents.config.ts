import { defineConfig } from '../../../config/define';

// Agents on a cluster that somebody else manages, and that has KEDA. Only the agents stack is deployed.
// Names, addresses and ids are made up: replace them with your own.
export default defineConfig({
  name: 'shared',
  location: 'westeurope',
  cluster: {
    kind: 'existing',
    name: 'aks-shared',
    resourceGroup: 'rg-shared',
    // az aks show --query "networkProfile.[podCidr, serviceCidr]"
    clusterRanges: ['10.1.0.0/16', '10.2.0.0/16'],
    // kubectl get service kubernetes --namespace default
    apiServer: '10.2.0.1/32',
  },
  // The version of KEDA in the cluster. It decides how jobs are counted.
  keda: { kind: 'existing', version: '2.20.2', namespace: 'keda' },
  // The cluster must be able to pull it.
  image: { kind: 'reference', reference: 'example.azurecr.io/azure-pipelines-agent:1' },
  azureDevOps: { organizationUrl: 'https://dev.azure.com/your-organisation', auth: { kind: 'pat' } },
  agentPools: [{ name: 'linux', pool: 'aks-linux', nodeSelector: { 'example.com/nodes': 'builds' } }],
});
