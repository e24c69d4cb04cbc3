/** Values that values.yaml shows for options without a default, by their paths. They are switched off until somebody edits them. */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  'azureDevOps.organizationUrl': 'https://dev.azure.com/contoso',
  'azureDevOps.auth.kind': 'pat',
  'azureDevOps.auth.expiresOn': '2027-03-01',
  'gitHub.url': 'https://github.com/contoso',
  'gitHub.auth.kind': 'app',
  'gitHub.auth.clientId': 'Iv23liAbCdEf0123456789',
  'gitHub.auth.installationId': 12345,
  'agentPools[].name': 'linux',
  'agentPools[].pool': 'aks-linux',
  'agentPools[].pollingSeconds': 5,
  'runnerPools[].name': 'gh-linux',
  'runnerPools[].scaleSet': 'aks-linux',
};

/** The other way to sign in, where an example shows one. */
export const FURTHER_CHOICES: Readonly<Record<string, object>> = {
  'azureDevOps.auth': { kind: 'workloadIdentity', clientId: '00000000-0000-0000-0000-000000000000' },
  'gitHub.auth': { kind: 'pat', token: { secret: 'github-credential' } },
};
