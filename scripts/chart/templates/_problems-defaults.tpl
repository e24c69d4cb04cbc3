{{- /*
The values that the rules look at, as JSON, with the defaults that a rule may compare with, and with amounts as they were written. Call
with the root context. The values of KEDA's chart are not among them: they are another chart's.
*/}}
{{- define "agents.problems.values" -}}
  {{- $values := pick .Values "name" "image" "runnerImage" "network" "monitoring" }}
  {{- $_ := set $values "name" (.Values.name | default .Release.Name) }}
  {{- $keda := include "agents.model.withDefaults" (dict "given" .Values.keda "defaults" (fromJson [[ kedaDefaults ]])) | fromJson }}
  {{- $_ := set $values "keda" $keda }}
  {{- with .Values.azureDevOps }}
    {{- $azureDevOps := include "agents.model.withDefaults" (dict "given" . "defaults" (fromJson [[ azureDevOpsDefaults ]])) | fromJson }}
    {{- $_ := set $values "azureDevOps" (set $azureDevOps "organizationUrl" (include "agents.model.lowerCaseOrigin" .organizationUrl)) }}
  {{- end }}
  {{- with .Values.gitHub }}
    {{- $gitHub := include "agents.model.withDefaults" (dict "given" . "defaults" (fromJson [[ gitHubDefaults ]])) | fromJson }}
    {{- $_ := set $values "gitHub" (set $gitHub "url" (include "agents.model.lowerCaseOrigin" .url)) }}
  {{- end }}
  {{- $agentPools := dict "items" .Values.agentPools "defaults" (fromJson [[ agentPoolDefaults ]]) }}
  {{- $runnerPools := dict "items" .Values.runnerPools "defaults" (fromJson [[ runnerPoolDefaults ]]) }}
  {{- $_ := set $values "agentPools" (include "agents.problems.entriesWithDefaults" $agentPools | fromJsonArray) }}
  {{- $_ := set $values "runnerPools" (include "agents.problems.entriesWithDefaults" $runnerPools | fromJsonArray) }}
  {{- toJson $values }}
{{- end }}

{{- /* The entries of a list with all defaults, also in their tolerations and windows, as a JSON list. Call with items and defaults. */}}
{{- define "agents.problems.entriesWithDefaults" -}}
  {{- $tolerationDefaults := fromJson [[ tolerationDefaults ]] }}
  {{- $windowDefaults := fromJson [[ warmWindowDefaults ]] }}
  {{- $entries := list }}
  {{- range include "agents.model.eachWithDefaults" . | fromJsonArray }}
    {{- $tolerations := include "agents.model.eachWithDefaults" (dict "items" .tolerations "defaults" $tolerationDefaults) | fromJsonArray }}
    {{- $warm := include "agents.model.eachWithDefaults" (dict "items" .warm "defaults" $windowDefaults) | fromJsonArray }}
    {{- $entries = append $entries (merge (dict "tolerations" $tolerations "warm" $warm) .) }}
  {{- end }}
  {{- toJson $entries }}
{{- end }}

{{- /*
Every entry with its path and the name of its list, as a JSON list. Those of agentPools come first. Call with the values that
agents.problems.values returns.
*/}}
{{- define "agents.problems.entries" -}}
  {{- $entries := list }}
  {{- range $index, $entry := .agentPools }}
    {{- $entries = append $entries (dict "entry" $entry "path" (printf "agentPools[%d]" $index) "list" "agentPools") }}
  {{- end }}
  {{- range $index, $entry := .runnerPools }}
    {{- $entries = append $entries (dict "entry" $entry "path" (printf "runnerPools[%d]" $index) "list" "runnerPools") }}
  {{- end }}
  {{- toJson $entries }}
{{- end }}
