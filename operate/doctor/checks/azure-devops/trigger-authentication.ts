import { CLIENT_ID_ANNOTATION } from '../../../../config/labels';
import { agentPoolObjectName, FIXED_NAMES } from '../../../../config/names';
import { organizationOf } from '../../../../config/services';
import type { TriggerAuthentication } from '../../../lib/cluster/objects';
import type { Finding } from '../../../lib/finding';
import type { Check } from '../../check';
import type { AzureDevOpsContext } from '../../facts/azure-devops/context';
import { outcomeOf, skip } from '../../outcome';

/** Checks that KEDA has a credential. The check "scaled-jobs" shows whether it is valid. */
export const triggerAuthentication: Check<AzureDevOpsContext> = {
  id: 'trigger-authentication',
  title: 'Credential of KEDA',
  run: async (context) => {
    const { config } = context;
    if (config.keda.trigger === 'metrics-api') return skip('not needed: KEDA polls the scaler, and has no credential for Azure DevOps');
    const wanted = config.agentPools.map(({ name }) => agentPoolObjectName(config.name, name));
    const findings = await Promise.all(wanted.map((name) => findingsOf(context, name)));
    const by = organizationOf(config).auth.kind === 'pat' ? `secret ${context.names.tokenSecret}` : `identity ${context.names.identity}`;
    return outcomeOf(findings.flat(), `${wanted.join(', ')}: with ${by}`);
  },
};

async function findingsOf({ cluster, config, names, remedies }: AzureDevOpsContext, name: string): Promise<readonly Finding[]> {
  const reader = cluster();
  const namespace = names.agentsNamespace;
  const found = await reader.triggerAuthentication(namespace, name);
  if (found === undefined) return [{ finding: `TriggerAuthentication ${name} does not exist`, advice: remedies.restore }];
  if (organizationOf(config).auth.kind === 'workloadIdentity') {
    const account = await reader.serviceAccount(namespace, FIXED_NAMES.agentServiceAccount);
    return identityFindings(found, account?.metadata.annotations[CLIENT_ID_ANNOTATION], remedies.restoreChanged);
  }
  const { secretTargetRef } = found.spec;
  if (secretTargetRef.length === 0) return [{ finding: `TriggerAuthentication ${name} names no secret`, advice: remedies.restoreChanged }];
  const secrets = await Promise.all(secretTargetRef.map(async (ref) => ({ ...ref, secret: await reader.secret(namespace, ref.name) })));
  return secrets
    .filter(({ secret }) => secret === undefined)
    .map((ref) => ({
      finding: `secret ${ref.name} does not exist, and TriggerAuthentication ${name} takes the token from it`,
      advice: remedies.tokenMissing,
    }));
}

function identityFindings(
  { metadata: { name }, spec }: TriggerAuthentication,
  clientId: string | undefined,
  advice: string,
): readonly Finding[] {
  const { provider, identityId } = spec.podIdentity ?? {};
  if (provider !== 'azure-workload') return [{ finding: `TriggerAuthentication ${name} names no identity`, advice }];
  if (clientId === undefined)
    return [{ finding: `service account ${FIXED_NAMES.agentServiceAccount} has no annotation ${CLIENT_ID_ANNOTATION}`, advice }];
  if (identityId === clientId) return [];
  return [{ finding: `TriggerAuthentication ${name} names identity ${identityId}, and the agents' service account ${clientId}`, advice }];
}
