{{/* The organisation of the agent pools, and how to sign in to it. */}}
{{- define "agents.model.azureDevOps" -}}
{{- $given := include "agents.model.withDefaults" (dict "given" .given "defaults" (fromJson [[ azureDevOpsDefaults ]])) | fromJson -}}
{{- $jobs := $given.parallelJobs -}}
{{- $auth := dict "kind" $given.auth.kind -}}
{{- if eq $auth.kind "pat" -}}
{{- $_ := set $auth "secret" (($given.auth.token | default dict).secret | default [[ tokenSecret ]]) -}}
{{- end -}}
{{- range $option := list "clientId" "expiresOn" -}}
{{- with get $given.auth $option -}}
{{- $_ := set $auth $option . -}}
{{- end -}}
{{- end -}}
{{- dict
  "organizationUrl" (include "agents.model.lowerCaseOrigin" $given.organizationUrl)
  "parallelJobs" (kindIs "string" $jobs | ternary $jobs (printf "%d" (int64 $jobs)))
  "pollSeconds" (include "agents.model.pollSeconds" . | int64)
  "auth" $auth | toJson -}}
{{- end -}}

{{/* What the runners belong to in GitHub, and how to sign in to it. */}}
{{- define "agents.model.gitHub" -}}
{{- $given := include "agents.model.withDefaults" (dict "given" . "defaults" (fromJson [[ gitHubDefaults ]])) | fromJson -}}
{{- $source := ternary $given.auth.key $given.auth.token (eq $given.auth.kind "app") -}}
{{- $auth := dict "kind" $given.auth.kind "secret" (($source | default dict).secret | default [[ gitHubSecret ]]) -}}
{{- range $option := list "clientId" "installationId" "expiresOn" -}}
{{- with get $given.auth $option -}}
{{- $_ := set $auth $option . -}}
{{- end -}}
{{- end -}}
{{- dict "url" (include "agents.model.lowerCaseOrigin" $given.url) "auth" $auth | toJson -}}
{{- end -}}

{{/* A URL with its scheme and host in lower case. The path stays unchanged: its case may matter. */}}
{{- define "agents.model.lowerCaseOrigin" -}}
{{- $origin := regexFind `^[A-Za-z]+://[^/?#]*` . -}}
{{- lower $origin -}}{{- trimPrefix $origin . -}}
{{- end -}}

{{/* Seconds between two polls by the scaler: it polls all agent pools together, as often as the fastest entry asks for. */}}
{{- define "agents.model.pollSeconds" -}}
{{- $seconds := list -}}
{{- range $entry := .agentPools -}}
{{- $seconds = append $seconds $entry.pollingSeconds -}}
{{- end -}}
{{- $least := include "agents.model.pollingDefault" .trigger | int64 -}}
{{- if $seconds -}}
{{- $least = int64 (first $seconds) -}}
{{- end -}}
{{- range $seconds -}}
{{- $least = min $least . -}}
{{- end -}}
{{- $least -}}
{{- end -}}

{{/* Seconds between two polls for an entry without the option pollingSeconds. */}}
{{- define "agents.model.pollingDefault" -}}
{{- ternary `[[ scalerPollingSeconds ]]` `[[ kedaPollingSeconds ]]` (eq . "metrics-api") -}}
{{- end -}}
