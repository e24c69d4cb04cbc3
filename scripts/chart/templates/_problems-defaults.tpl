{{- /*
The values that the rules look at, as JSON, with the defaults that a rule may compare with. Call with the root context. The values of
KEDA's chart are not among them: they are another chart's.
*/}}
{{- define "agents.withDefaults" -}}
  {{- $values := pick .Values "name" "image" "runnerImage" "network" "monitoring" }}
  {{- $_ := set $values "name" (.Values.name | default .Release.Name) }}
  {{- $_ := set $values "keda" (include "agents.merged" (list .Values.keda [[ defaults.keda ]]) | fromJson) }}
  {{- with .Values.azureDevOps }}
    {{- $azureDevOps := include "agents.merged" (list . [[ defaults.azureDevOps ]]) | fromJson }}
    {{- $_ := set $values "azureDevOps" (set $azureDevOps "organizationUrl" (include "agents.lowerCaseOrigin" .organizationUrl)) }}
  {{- end }}
  {{- with .Values.gitHub }}
    {{- $gitHub := include "agents.merged" (list . [[ defaults.gitHub ]]) | fromJson }}
    {{- $_ := set $values "gitHub" (set $gitHub "url" (include "agents.lowerCaseOrigin" .url)) }}
  {{- end }}
  {{- $agentPools := list }}
  {{- range .Values.agentPools }}
    {{- $agentPools = append $agentPools (include "agents.entryWithDefaults" (list . [[ defaults.agentPool ]]) | fromJson) }}
  {{- end }}
  {{- $runnerPools := list }}
  {{- range .Values.runnerPools }}
    {{- $runnerPools = append $runnerPools (include "agents.entryWithDefaults" (list . [[ defaults.runnerPool ]]) | fromJson) }}
  {{- end }}
  {{- $_ := set $values "agentPools" $agentPools }}
  {{- $_ := set $values "runnerPools" $runnerPools }}
  {{- toJson $values }}
{{- end }}

{{- /* An entry with all defaults, also in its tolerations and windows. Call with the entry and its defaults. */}}
{{- define "agents.entryWithDefaults" -}}
  {{- $entry := include "agents.merged" . | fromJson }}
  {{- $tolerations := list }}
  {{- range $entry.tolerations }}
    {{- $tolerations = append $tolerations (include "agents.merged" (list . [[ defaults.toleration ]]) | fromJson) }}
  {{- end }}
  {{- $warm := list }}
  {{- range $entry.warm }}
    {{- $warm = append $warm (include "agents.merged" (list . [[ defaults.warmWindow ]]) | fromJson) }}
  {{- end }}
  {{- set (set $entry "tolerations" $tolerations) "warm" $warm | toJson }}
{{- end }}

{{- /* A map with its defaults, as JSON. Unlike merge, it keeps a zero, false or an empty text. Call with the map and the defaults. */}}
{{- define "agents.merged" -}}
  {{- $merged := dict }}
  {{- range $key, $value := last . }}{{ $_ := set $merged $key $value }}{{ end }}
  {{- range $key, $value := first . }}
    {{- if not (kindIs "invalid" $value) }}{{ $_ := set $merged $key $value }}{{ end }}
  {{- end }}
  {{- toJson $merged }}
{{- end }}

{{- /* A URL with scheme and host in lower case. */}}
{{- define "agents.lowerCaseOrigin" -}}
  {{- $url := toString . }}
  {{- $origin := regexFind `^[A-Za-z]+://[^/?#]*` $url }}
  {{- printf "%s%s" (lower $origin) (trimPrefix $origin $url) }}
{{- end }}

{{- /*
Every entry with its path, and what its list and its pods are called, as a JSON list. Those of agentPools come first. Call with the
values that agents.withDefaults returns.
*/}}
{{- define "agents.entries" -}}
  {{- $entries := list }}
  {{- range $index, $entry := .agentPools }}
    {{- $entries = append $entries (dict "entry" $entry "path" (printf "agentPools[%d]" $index) "list" "agentPools") }}
  {{- end }}
  {{- range $index, $entry := .runnerPools }}
    {{- $entries = append $entries (dict "entry" $entry "path" (printf "runnerPools[%d]" $index) "list" "runnerPools") }}
  {{- end }}
  {{- toJson $entries }}
{{- end }}
