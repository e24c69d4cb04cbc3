/** Values that values.yaml shows for options without a default. */
export const AGENT_EXAMPLES = {
  'azureDevOps.organizationUrl': 'https://dev.azure.com/contoso',
  'azureDevOps.auth.kind': 'pat',
  'azureDevOps.auth.expiresOn': '2027-03-01',
  'agentPools[].name': 'linux',
  'agentPools[].pool': 'aks-linux',
  'agentPools[].pollingSeconds': 5,
};

/** The other way to sign in. */
export const OTHER_AGENT_AUTH = { 'azureDevOps.auth': { kind: 'workloadIdentity', clientId: '00000000-0000-0000-0000-000000000000' } };
