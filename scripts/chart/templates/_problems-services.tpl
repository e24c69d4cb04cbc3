{{- /* The release's name is the default of a name that the schema checks. */}}
{{- define "agents.problems.rule.name" }}
  {{- if not (regexMatch [[ namePattern ]] .name) }}
    {{- include "agents.problems.one" (dict "path" "name" "value" .name [[ name ]]) }}
  {{- end }}
{{- end }}

{{- /* A release of nothing: every list may be empty, but not both. */}}
{{- define "agents.problems.rule.anyEntry" }}
  {{- if not (or .agentPools .runnerPools) }}
    {{- include "agents.problems.one" (dict "path" "agentPools" "value" list [[ anyEntry ]]) }}
  {{- end }}
{{- end }}

{{- /* A list needs its service, and a service that no list uses would not act. */}}
{{- define "agents.problems.rule.services" }}
  {{- if and .agentPools (not .azureDevOps) }}
    {{- include "agents.problems.one" (dict "path" "azureDevOps" [[ services.azureDevOps.missing ]]) }}
  {{- else if and .azureDevOps .runnerPools (not .agentPools) }}
    {{- include "agents.problems.one" (dict "path" "azureDevOps" "value" .azureDevOps [[ services.azureDevOps.unused ]]) }}
  {{- end }}
  {{- if and .runnerPools (not .gitHub) }}
    {{- include "agents.problems.one" (dict "path" "gitHub" [[ services.gitHub.missing ]]) }}
  {{- else if and .gitHub .agentPools (not .runnerPools) }}
    {{- include "agents.problems.one" (dict "path" "gitHub" "value" .gitHub [[ services.gitHub.unused ]]) }}
  {{- end }}
{{- end }}

{{- /* The URL of the organisation must use https, name an organisation, and not end in a slash. */}}
{{- define "agents.problems.rule.organizationUrl" }}
  {{- with .azureDevOps }}
    {{- with get [[ organizationUrl ]] (include "agents.problems.organizationUrlFault" .organizationUrl) }}
      {{- include "agents.problems.one" (merge (dict "path" "azureDevOps.organizationUrl" "value" $.azureDevOps.organizationUrl) .) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* The URL in GitHub must be that of an organisation, a repository or an enterprise, over https and in one spelling. */}}
{{- define "agents.problems.rule.gitHubUrl" }}
  {{- with .gitHub }}
    {{- $fault := include "agents.problems.gitHubScope" .url }}
    {{- if not (has $fault (list "organisation" "repository" "enterprise")) }}
    {{- else if not (hasPrefix "https:" .url) }}{{ $fault = "plain" }}
    {{- else if hasSuffix "/" .url }}{{ $fault = "slash" }}
    {{- end }}
    {{- with get [[ gitHubUrl ]] $fault }}
      {{- include "agents.problems.one" (merge (dict "path" "gitHub.url" "value" $.gitHub.url) .) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* GitHub has no permission that lets an App register runners of an enterprise. */}}
{{- define "agents.problems.rule.enterpriseAuth" }}
  {{- with .gitHub }}
    {{- if and (eq .auth.kind "app") (eq (include "agents.problems.gitHubScope" .url) "enterprise") }}
      {{- include "agents.problems.one" (dict "path" "gitHub.auth.kind" "value" .auth.kind [[ enterpriseAuth ]]) }}
    {{- end }}
  {{- end }}
{{- end }}
