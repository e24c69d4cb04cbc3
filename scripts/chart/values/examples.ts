import { AGENT_EXAMPLES, OTHER_AGENT_AUTH } from '../azure-pipelines/examples';

/** Values that values.yaml shows for options without a default, by their paths. They are switched off until somebody edits them. */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  ...AGENT_EXAMPLES,
  'gitHub.url': 'https://github.com/contoso',
  'gitHub.auth.kind': 'app',
  'gitHub.auth.clientId': 'Iv23liAbCdEf0123456789',
  'gitHub.auth.installationId': 12345,
  'runnerPools[].name': 'gh-linux',
  'runnerPools[].scaleSet': 'aks-linux',
};

/** The other way to sign in, where an example shows one. */
export const FURTHER_CHOICES: Readonly<Record<string, object>> = {
  ...OTHER_AGENT_AUTH,
  'gitHub.auth': { kind: 'pat', token: { secret: 'github-credential' } },
};
