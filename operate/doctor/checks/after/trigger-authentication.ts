import { agentPoolObjectName, FIXED_NAMES } from '../../../../config/names';
import type { TriggerAuthentication } from '../../../lib/cluster/objects';
import { allOf, type Fault } from './all-of';
import type { AfterCheck, AfterContext } from './context';
import { DEPLOY } from './deploy';

/** Label of an identity's client id on a service account (azure.github.io/azure-workload-identity, "Service account labels and annotations"). */
const CLIENT_ID = 'azure.workload.identity/client-id';

/** What KEDA signs in with. That the token or the identity is good is proven by a ScaledJob that is ready. */
export const triggerAuthentication: AfterCheck = {
  id: 'trigger-authentication',
  title: 'KEDA has what it signs in with',
  phase: 'after',
  run: async (context) => {
    const { config } = context;
    const wanted = config.agentPools.map(({ name }) => agentPoolObjectName(config.name, name));
    const faults = await Promise.all(wanted.map((name) => faultsOf(context, name)));
    const by = config.azureDevOps.auth.kind === 'pat' ? `secret ${FIXED_NAMES.tokenSecret}` : `identity ${context.names.identity}`;
    return allOf(faults.flat(), `${wanted.join(', ')}: with ${by}`);
  },
};

async function faultsOf({ cluster, config, names }: AfterContext, name: string): Promise<readonly Fault[]> {
  const reader = cluster();
  const namespace = names.agentsNamespace;
  const found = await reader.triggerAuthentication(namespace, name);
  if (found === undefined) return [{ finding: `TriggerAuthentication ${name} is not there`, advice: DEPLOY }];
  if (config.azureDevOps.auth.kind === 'workloadIdentity') {
    const account = await reader.serviceAccount(namespace, FIXED_NAMES.agentServiceAccount);
    return identityFault(found, account?.metadata.annotations[CLIENT_ID]);
  }
  const { secretTargetRef } = found.spec;
  if (secretTargetRef.length === 0) return [{ finding: `TriggerAuthentication ${name} names no secret`, advice: DEPLOY }];
  const secrets = await Promise.all(secretTargetRef.map(async (ref) => ({ ...ref, secret: await reader.secret(namespace, ref.name) })));
  return secrets
    .filter(({ secret }) => secret === undefined)
    .map((ref) => ({
      finding: `secret ${ref.name} is not there, and TriggerAuthentication ${name} takes the token from it`,
      advice: `set TF_VAR_azp_token, raise azureDevOps.auth.revision, and ${DEPLOY}`,
    }));
}

function identityFault({ metadata: { name }, spec }: TriggerAuthentication, clientId: string | undefined): readonly Fault[] {
  const { provider, identityId } = spec.podIdentity ?? {};
  if (provider !== 'azure-workload') return [{ finding: `TriggerAuthentication ${name} names no identity`, advice: DEPLOY }];
  if (clientId === undefined)
    return [{ finding: `service account ${FIXED_NAMES.agentServiceAccount} has no annotation ${CLIENT_ID}`, advice: DEPLOY }];
  if (identityId === clientId) return [];
  return [
    { finding: `TriggerAuthentication ${name} names identity ${identityId}, and the agents' service account ${clientId}`, advice: DEPLOY },
  ];
}
