{{- /* KEDA polls the scaler every second, and older versions have no timeout for that. */}}
{{- define "agents.problems.rule.scalerVersion" }}
  {{- if and (eq .keda.trigger "metrics-api") (has .keda.version [[ versionsWithoutScaler ]]) }}
    {{- include "agents.problems.one" (dict "path" "keda.version" "value" .keda.version [[ scalerVersion ]]) }}
  {{- end }}
{{- end }}

{{- /* KEDA's own scaler does not know parallel jobs, so the option would not act. */}}
{{- define "agents.problems.rule.parallelJobs" }}
  {{- if and (eq .keda.trigger "azure-pipelines") .azureDevOps }}
    {{- $parallelJobs := .azureDevOps.parallelJobs }}
    {{- if ne (toString $parallelJobs) "bought" }}
      {{- include "agents.problems.one" (dict "path" "azureDevOps.parallelJobs" "value" $parallelJobs [[ parallelJobs ]]) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* Only the scaler of this project can count the jobs of runner scale sets. */}}
{{- define "agents.problems.rule.runnerTrigger" }}
  {{- if and (eq .keda.trigger "azure-pipelines") .runnerPools }}
    {{- include "agents.problems.one" (dict "path" "keda.trigger" "value" .keda.trigger [[ runnerTrigger ]]) }}
  {{- end }}
{{- end }}

{{- /* One identity polls for the whole release: too many polls leave it no calls to register agents with. */}}
{{- define "agents.problems.rule.polls" }}
  {{- $isScaler := eq .keda.trigger "metrics-api" }}
  {{- $default := ternary [[ scalerPollingSeconds ]] [[ kedaPollingSeconds ]] $isScaler }}
  {{- $agentPools := dict }}
  {{- $sum := 0.0 }}
  {{- $shortest := 0 }}
  {{- $path := "" }}
  {{- range $index, $entry := .agentPools }}
    {{- $seconds := int64 (default $default .pollingSeconds) }}
    {{- $_ := set $agentPools (include "agents.problems.poolKey" .) true }}
    {{- $sum = addf $sum (divf 1 $seconds) }}
    {{- if or (eq $path "") (lt $seconds $shortest) }}
      {{- $shortest = $seconds }}
      {{- $path = printf "agentPools[%d].pollingSeconds" $index }}
    {{- end }}
  {{- end }}
  {{- if .agentPools }}
    {{- $polls := ternary (divf (mul [[ scalerReplicas ]] (len $agentPools)) $shortest) $sum $isScaler }}
    {{- $times := int64 (round $polls 0) }}
    {{- $problem := dict "path" $path "value" $shortest }}
    {{- if le $polls [[ mostPolls ]].0 }}
    {{- else if $isScaler }}
      {{- include "agents.problems.one" (merge $problem (dict [[ polls.scaler ]])) }}
    {{- else }}
      {{- include "agents.problems.one" (merge $problem (dict [[ polls.keda ]])) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* The agent pool of an entry, by name or id, in lower case. Names are compared without regard to case. */}}
{{- define "agents.problems.poolKey" -}}
  {{- include "agents.problems.watchedPool" . | lower }}
{{- end }}

{{- /* The agent pool of an entry, by name or id. */}}
{{- define "agents.problems.watchedPool" -}}
  {{- if include "agents.problems.isNumber" .pool }}{{ int64 .pool }}{{ else }}{{ default .name .pool }}{{ end }}
{{- end }}
