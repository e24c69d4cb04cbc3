import { GITHUB_CREDENTIAL_KEYS } from '../../config/pod-contract';
import { AGENT_CREDENTIAL_NOTES, AGENT_POOL_NOTES } from './azure-pipelines/texts';

/** The text of NOTES.txt, which Helm shows after an install or upgrade: a template that reads the model of the chart. */
export function notesText(): string {
  const { app, pat } = GITHUB_CREDENTIAL_KEYS;
  return `{{- $m := include "agents.model" . | fromJson -}}
{{- $namespace := .Release.Namespace -}}
{{ .Chart.Name }} {{ .Chart.Version }} is in namespace {{ $namespace }}, as release {{ .Release.Name }}.
${AGENT_CREDENTIAL_NOTES}
{{- with $m.gitHub }}

Runners wait until the Secret {{ .auth.secret }} exists. To create it:
{{ if eq .auth.kind "app" }}
  kubectl create secret generic {{ .auth.secret }} --namespace {{ $namespace }} --from-file=${app}=KEY.pem
{{- else }}
  read -rs TOKEN
  printf %s "$TOKEN" | kubectl create secret generic {{ .auth.secret }} --namespace {{ $namespace }} --from-file=${pat}=/dev/stdin
{{- end }}
{{- end }}

KEDA has accepted the entries if READY is True for each of them:

  kubectl get scaledjobs --namespace {{ $namespace }}
${AGENT_POOL_NOTES}

In a clone of the project of this chart, this shows the agents, pods and jobs, and what is wrong:

  npm run status -- --release {{ .Release.Name }} --namespace {{ $namespace }}
`;
}
