{{- /* KEDA's own scaler counts for each entry on its own: each job of an agent pool must match only one of its entries. */}}
{{- define "agents.rule.sharedAgentPool" }}
  {{- if eq .keda.trigger "azure-pipelines" }}
    {{- $entries := include "agents.watchers" . | fromJsonArray }}
    {{- range $entry := $entries }}
      {{- $other := "" }}
      {{- range $entries }}
        {{- if and (eq $other "") (lt .index $entry.index) (eq .key $entry.key) }}
          {{- if or (include "agents.meets" (list .known $entry.demands)) (include "agents.meets" (list $entry.known .demands)) }}
            {{- $other = .path }}
          {{- end }}
        {{- end }}
      {{- end }}
      {{- if $other }}
        {{- include "agents.problem" (dict "path" (printf "%s.demands" .path) "value" .demands [[ sharedAgentPool ]]) }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* The scaler chooses between entries of an agent pool. It needs something by which their agents differ. */}}
{{- define "agents.rule.ambiguousEntries" }}
  {{- if eq .keda.trigger "metrics-api" }}
    {{- $paths := dict }}
    {{- range include "agents.watchers" . | fromJsonArray }}
      {{- $same := list .key .agents | toJson }}
      {{- $other := get $paths $same }}
      {{- if $other }}
        {{- include "agents.problem" (dict "path" (printf "%s.demands" .path) "value" .demands [[ ambiguousEntries ]]) }}
      {{- else }}
        {{- $_ := set $paths $same .path }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /*
The entries of agentPools as JSON: index, path, demands, the agent pool and its key for comparison, the known capabilities of the agents,
which environment variables are too, and agents, a text that is equal for equal agents.
*/}}
{{- define "agents.watchers" -}}
  {{- $entries := list }}
  {{- range $index, $entry := .agentPools }}
    {{- $known := (include "agents.capabilitiesFor" (list .demands .env .capabilities) | fromJson).known }}
    {{- $amounts := list (include "agents.cpuMillis" .cpu) (include "agents.memoryBytes" .memory) (include "agents.memoryBytes" .workDisk) (include "agents.memoryBytes" .scratchDisk) }}
    {{- $tolerations := list }}
    {{- range .tolerations }}{{ $tolerations = append $tolerations (toJson .) }}{{ end }}
    {{- $agents := list $known $amounts .nodeSelector (sortAlpha $tolerations) | toJson }}
    {{- $pools := dict "pool" (include "agents.watchedPool" .) "key" (include "agents.poolKey" .) }}
    {{- $entries = append $entries (merge $pools (dict "index" $index "path" (printf "agentPools[%d]" $index) "demands" .demands "known" $known "agents" $agents)) }}
  {{- end }}
  {{- toJson $entries }}
{{- end }}
