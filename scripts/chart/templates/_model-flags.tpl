{{/* What the other templates ask about: facts about the whole release, which are false or empty if a part is absent. */}}
{{- define "agents.model.flags" -}}
{{- $agents := (.azureDevOps | default dict).auth | default dict -}}
{{- $runners := (.gitHub | default dict).auth | default dict -}}
{{- $monitoring := .monitoring | default dict -}}
{{- dict
  "scaler" (and (eq .trigger "metrics-api") (not (empty (concat .agentPools .runnerPools))))
  "identity" (eq ($agents.kind | default "") "workloadIdentity")
  "tokenExpiresOn" ($agents.expiresOn | default "")
  "gitHubApp" (eq ($runners.kind | default "") "app")
  "gitHubTokenExpiresOn" ($runners.expiresOn | default "")
  "ownRunnerImage" (and (not (empty .agentPools)) (not (empty .runnerPools)) (ne .image .runnerImage))
  "azureMonitor" ($monitoring.azureMonitor | default false)
  "dashboard" ($monitoring.dashboard | default false)
  "rules" ($monitoring.rules | default false)
  "podMonitor" ($monitoring.podMonitor | default false)
  | toJson -}}
{{- end -}}
