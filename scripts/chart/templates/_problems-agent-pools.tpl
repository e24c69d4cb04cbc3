{{- /* KEDA's own scaler counts for each entry on its own: each job of an agent pool must match only one of its entries. */}}
{{- define "agents.problems.rule.sharedAgentPool" }}
  {{- if eq .keda.trigger "azure-pipelines" }}
    {{- $entries := include "agents.problems.watchers" . | fromJsonArray }}
    {{- range $entry := $entries }}
      {{- $other := "" }}
      {{- range $entries }}
        {{- if and (eq $other "") (lt .index $entry.index) (eq .key $entry.key) }}
          {{- if or (include "agents.problems.meets" (list .known $entry.demands)) (include "agents.problems.meets" (list $entry.known .demands)) }}
            {{- $other = .path }}
          {{- end }}
        {{- end }}
      {{- end }}
      {{- if $other }}
        {{- include "agents.problems.one" (dict "path" (printf "%s.demands" .path) "value" .demands [[ sharedAgentPool ]]) }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* The scaler chooses between entries of an agent pool. It needs something by which their agents differ. */}}
{{- define "agents.problems.rule.ambiguousEntries" }}
  {{- if eq .keda.trigger "metrics-api" }}
    {{- $paths := dict }}
    {{- range include "agents.problems.watchers" . | fromJsonArray }}
      {{- $same := list .key .agents | toJson }}
      {{- $other := get $paths $same }}
      {{- if $other }}
        {{- include "agents.problems.one" (dict "path" (printf "%s.demands" .path) "value" .demands [[ ambiguousEntries ]]) }}
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
{{- define "agents.problems.watchers" -}}
  {{- $entries := list }}
  {{- range $index, $entry := .agentPools }}
    {{- $known := (include "agents.problems.capabilitiesFor" (list .demands .env .capabilities) | fromJson).known }}
    {{- $amounts := list (include "agents.model.cpuMillis" .cpu) (include "agents.model.memoryBytes" .memory) (include "agents.model.memoryBytes" .workDisk) (include "agents.model.memoryBytes" .scratchDisk) }}
    {{- $tolerations := list }}
    {{- range .tolerations }}{{ $tolerations = append $tolerations (toJson .) }}{{ end }}
    {{- $agents := list $known $amounts .nodeSelector (sortAlpha $tolerations) | toJson }}
    {{- $pools := dict "pool" (include "agents.problems.watchedPool" .) "key" (include "agents.problems.poolKey" .) }}
    {{- $entries = append $entries (merge $pools (dict "index" $index "path" (printf "agentPools[%d]" $index) "demands" .demands "known" $known "agents" $agents)) }}
  {{- end }}
  {{- toJson $entries }}
{{- end }}
