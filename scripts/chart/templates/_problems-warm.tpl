{{- /* Only the scaler of this project starts agents that no job has asked for. */}}
{{- define "agents.problems.rule.warmTrigger" }}
  {{- if eq .keda.trigger "azure-pipelines" }}
    {{- range $index, $entry := .agentPools }}
      {{- if .warm }}
        {{- include "agents.problems.one" (dict "path" (printf "agentPools[%d].warm" $index) "value" .warm [[ warmTrigger ]]) }}
      {{- end }}
      {{- if .anticipate }}
        {{- include "agents.problems.one" (dict "path" (printf "agentPools[%d].anticipate" $index) "value" true [[ warmTrigger ]]) }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* A day or an hour is another one in each time zone, so only a window that is always open needs none. */}}
{{- define "agents.problems.rule.warmTimeZone" }}
  {{- range include "agents.problems.windows" . | fromJsonArray }}
    {{- if not (or (hasKey .window "timeZone") (include "agents.problems.isAlwaysOpen" .window)) }}
      {{- include "agents.problems.one" (dict "path" (printf "%s.timeZone" .path) [[ warmTimeZone ]]) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* Warm agents and runners must fit into what limits those of their entry. */}}
{{- define "agents.problems.rule.warmAgents" }}
  {{- $parallelJobs := (default dict .azureDevOps).parallelJobs }}
  {{- range include "agents.problems.windows" . | fromJsonArray }}
    {{- $problem := dict "path" (printf "%s.agents" .path) "value" .window.agents }}
    {{- $agents := int64 .window.agents }}
    {{- if eq .list "runnerPools" }}
      {{- $most := int64 .entry.maxRunners }}
      {{- if gt $agents $most }}{{ include "agents.problems.one" (merge (dict [[ warmAgents.maxRunners ]]) $problem) }}{{ end }}
    {{- else }}
      {{- $most := int64 .entry.maxAgents }}
      {{- if gt $agents $most }}{{ include "agents.problems.one" (merge (dict [[ warmAgents.maxAgents ]]) $problem) }}{{ end }}
      {{- $most = int64 $parallelJobs }}
      {{- if and (include "agents.problems.isNumber" $parallelJobs) (gt $agents $most) }}
        {{- include "agents.problems.one" (merge (dict [[ warmAgents.parallelJobs ]]) $problem) }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* Every window of every entry, with its path, as a JSON list. */}}
{{- define "agents.problems.windows" -}}
  {{- $windows := list }}
  {{- range $entry := include "agents.problems.entries" . | fromJsonArray }}
    {{- range $index, $window := .entry.warm }}
      {{- $windows = append $windows (dict "window" . "path" (printf "%s.warm[%d]" $entry.path $index) "entry" $entry.entry "list" $entry.list) }}
    {{- end }}
  {{- end }}
  {{- toJson $windows }}
{{- end }}

{{- /* Not empty if a window never closes. From a time to the same time are 24 hours. */}}
{{- define "agents.problems.isAlwaysOpen" -}}
  {{- $isWholeDay := or (eq .from .to) (and (eq .from "00:00") (eq .to "24:00")) }}
  {{- if and $isWholeDay (eq (len (uniq .days)) (len [[ days ]])) }}yes{{ end }}
{{- end }}
