import { FIXED_NAMES } from '../../../config/names';

/** Sentences and commands for Azure Pipelines in the README of the chart. */
export const AGENT_README = {
  agentPool: '**An agent pool** exists in Azure DevOps.',
  createSecret: `printf %s "$TOKEN" | kubectl create secret generic ${FIXED_NAMES.tokenSecret} --namespace agents --from-file=token=/dev/stdin`,
  identity: `With \`azureDevOps.auth.kind: workloadIdentity\` there is no Secret for Azure Pipelines. The managed identity needs a federated
credential for each of the service accounts \`${FIXED_NAMES.agentServiceAccount}\` and \`${FIXED_NAMES.scaler}\` of the namespace.`,
  values: [
    ['azureDevOps.organizationUrl', 'https://dev.azure.com/contoso'],
    ['agentPools[0].name', 'linux'],
  ],
  placeholders: `The agent \`<name>-<entry>-placeholder\` of each entry stays registered; \`<name>\` is the name of the release by
default. Delete it in Azure DevOps, under *Organization settings, Agent pools*: as long as it is there, jobs wait for agents
that nothing creates any more.`,
} as const;

/** What NOTES.txt says of the credential of Azure Pipelines. */
export const AGENT_CREDENTIAL_NOTES = `{{- with $m.azureDevOps }}
{{- if eq .auth.kind "pat" }}

Agents wait until the Secret {{ .auth.secret }} exists. To create it, with a personal access token:

  read -rs TOKEN
  printf %s "$TOKEN" | kubectl create secret generic {{ .auth.secret }} --namespace {{ $namespace }} --from-file=token=/dev/stdin
{{- else }}

Agents sign in as the managed identity {{ .auth.clientId }}.
It must be a user of the organisation and Administrator of the agent pools.
{{- end }}
{{- end }}`;

/** What NOTES.txt says of agent pools. */
export const AGENT_POOL_NOTES = `{{- if $m.agentPools }}

Each agent pool has an agent whose name ends in -placeholder. Until it is there, Azure DevOps refuses jobs:

  kubectl get deployments,pods --namespace {{ $namespace }}
{{- end }}`;
