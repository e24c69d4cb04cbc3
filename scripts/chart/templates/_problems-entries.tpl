{{- /* The names of the Kubernetes objects start with the name of the release. Those of pods must fit into a label. */}}
{{- define "agents.problems.rule.entryNameLength" }}
  {{- $name := .name }}
  {{- range include "agents.problems.entries" . | fromJsonArray }}
    {{- $object := printf "%s-%s" $name .entry.name }}
    {{- $over := sub (len $object) [[ mostNameCharacters ]] }}
    {{- if gt $over 0 }}
      {{- include "agents.problems.one" (dict "path" (printf "%s.name" .path) "value" .entry.name [[ entryNameLength ]]) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* Two entries with the same name would create the same objects, whichever lists they are in. */}}
{{- define "agents.problems.rule.entryNameUnique" }}
  {{- $paths := dict }}
  {{- range include "agents.problems.entries" . | fromJsonArray }}
    {{- $other := get $paths .entry.name }}
    {{- if $other }}
      {{- include "agents.problems.one" (dict "path" (printf "%s.name" .path) "value" .entry.name [[ entryNameUnique ]]) }}
    {{- else }}
      {{- $_ := set $paths .entry.name .path }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* An agent can't be idle for longer than a job may take. */}}
{{- define "agents.problems.rule.idleMinutes" }}
  {{- range include "agents.problems.entries" . | fromJsonArray }}
    {{- $jobTimeoutMinutes := int64 .entry.jobTimeoutMinutes }}
    {{- if gt (int64 .entry.idleMinutes) $jobTimeoutMinutes }}
      {{- include "agents.problems.one" (dict "path" (printf "%s.idleMinutes" .path) "value" .entry.idleMinutes [[ idleMinutes ]]) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* A toleration that matches any value must not have one itself: the API server rejects it. */}}
{{- define "agents.problems.rule.toleration" }}
  {{- range include "agents.problems.entries" . | fromJsonArray }}
    {{- $path := .path }}
    {{- range $index, $toleration := .entry.tolerations }}
      {{- if and (eq .operator "Exists") (hasKey . "value") }}
        {{- include "agents.problems.one" (dict "path" (printf "%s.tolerations[%d].value" $path $index) "value" .value [[ toleration ]]) }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* Both images are for Linux. On other nodes, pods would stay Pending. */}}
{{- define "agents.problems.rule.nodeLabels" }}
  {{- range include "agents.problems.entries" . | fromJsonArray }}
    {{- $entry := . }}
    {{- range list "kubernetes.io/os" "beta.kubernetes.io/os" }}
      {{- $value := get $entry.entry.nodeSelector . }}
      {{- $problem := dict "path" (include "agents.problems.below" (dict "path" (printf "%s.nodeSelector" $entry.path) "key" .)) "value" $value }}
      {{- if ne $value "windows" }}
      {{- else if eq $entry.list "runnerPools" }}
        {{- include "agents.problems.one" (merge $problem (dict [[ nodeLabels.runner ]])) }}
      {{- else }}
        {{- include "agents.problems.one" (merge $problem (dict [[ nodeLabels.agent ]])) }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}
