import { defineConfig } from '../../../config/define';

// The token comes from a Secret of the cluster that an operator keeps equal to a secret of a key vault. external-secret.yaml
// and secret-provider-class.yaml are for two such operators: apply one of the two. Names are made up: replace them.
export default defineConfig({
  name: 'pipelines',
  location: 'westeurope',
  azureDevOps: {
    organizationUrl: 'https://dev.azure.com/your-organisation',
    auth: { kind: 'pat', token: { kind: 'existing', secret: 'agents-token' }, expiresOn: '2027-03-01' },
  },
  agentPools: [{ name: 'linux', pool: 'aks-linux' }],
});
