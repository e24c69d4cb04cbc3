import type { ScalerProps } from '../../constructs/scaler/scaler';
import { azurePipelinesScaler } from '../../providers/azure-devops/azure-pipelines';

const ORGANIZATION = 'https://dev.azure.com/example';

/** The properties of a scaler with a token and one entry. */
export const aScaler = (changes: Partial<ScalerProps> = {}): ScalerProps => ({
  name: 'pipelines',
  namespace: 'agents',
  image: 'example.azurecr.io/agent:1',
  access: azurePipelinesScaler({ organizationUrl: ORGANIZATION, credentials: { kind: 'pat', secretName: 'token' } }),
  entries: [{ objectName: 'pipelines-linux', pool: 'linux', maxAgents: 5 }],
  ...changes,
});

/** The same with workload identity. */
export const anIdentityScaler = (changes: Partial<ScalerProps> = {}): ScalerProps =>
  aScaler({
    access: azurePipelinesScaler({ organizationUrl: ORGANIZATION, credentials: { kind: 'workloadIdentity', clientId: 'client' } }),
    clientId: 'client',
    ...changes,
  });
