/**
 * The variables that the program in the image reads. It withholds them from the agent and from jobs. All other variables
 * reach the agent, including others that start with AZP_: some thirty settings of the agent do, such as
 * AZP_75787_ENABLE_NEW_LOGIC (azure-pipelines-agent, AgentKnobs.cs).
 */
export const OWN_VARIABLES = [
  'AZP_URL',
  'AZP_POOL',
  'AZP_POOL_ID',
  'AZP_AGENT_NAME',
  'AZP_TOKEN',
  'AZP_TOKEN_FILE',
  'AZP_CLIENTID',
  'AZP_CLIENTSECRET',
  'AZP_TENANTID',
  'AZP_GITHUB_URL',
  'AZP_GITHUB_CLIENT_ID',
  'AZP_GITHUB_INSTALLATION_ID',
  'AZP_GITHUB_KEY_FILE',
  'AZP_GITHUB_TOKEN_FILE',
  'AZP_GITHUB_TOKEN_EXPIRES',
  'AZP_SCALE_SET',
  'AZP_RUNNER_GROUP',
  'AZP_CAPABILITIES',
  'AZP_AGENT_HOME',
  'AZP_WORK',
  'AZP_HANDOVER',
  'AZP_IDLE_MINUTES',
  'AZP_CONFIG_SECONDS',
  'AZP_READY_SECONDS',
  'AZP_READINESS_PORT',
  'AZP_GRACE_SECONDS',
  'AZP_EVICT',
  'AZP_STATE',
  'AZP_NAMESPACE',
  'AZP_ENTRIES',
  'AZP_POLL_SECONDS',
  'AZP_PARALLEL_JOBS',
  'AZP_IMAGE',
  'AZP_RUNNER_IMAGE',
  'AZP_SCALER_URL',
  'AZP_JOB_MINUTES',
  'AZP_KEEP_SECONDS',
  'AZP_REAP_MINUTES',
  'AZP_AGENT_NAME_PREFIX',
  'AZP_HEALTH_PORT',
  'AZP_MAX_AGENTS',
  'AZP_TOKEN_EXPIRES',
  'AZP_IMAGE_BUILT_FILE',
] as const;

/** The variables from which a program signs in with workload identity. AKS sets them in every container of a pod that uses it. */
export const CREDENTIAL_VARIABLES = ['AZURE_CLIENT_ID', 'AZURE_TENANT_ID', 'AZURE_FEDERATED_TOKEN_FILE', 'AZURE_AUTHORITY_HOST'] as const;

export type OwnVariable = (typeof OWN_VARIABLES)[number];
export type CredentialVariable = (typeof CREDENTIAL_VARIABLES)[number];
