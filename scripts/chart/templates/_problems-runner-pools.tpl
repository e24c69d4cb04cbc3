{{- /* GitHub has one scale set of a name in a runner group. Two entries would change it back and forth. */}}
{{- define "agents.problems.rule.scaleSetUnique" }}
  {{- $paths := dict }}
  {{- range $index, $entry := .runnerPools }}
    {{- $scaleSet := default .name .scaleSet }}
    {{- $key := list .runnerGroup $scaleSet | toJson | lower }}
    {{- $other := get $paths $key }}
    {{- if $other }}
      {{- $path := printf "runnerPools[%d].%s" $index (ternary "scaleSet" "name" (hasKey . "scaleSet")) }}
      {{- include "agents.problems.one" (dict "path" $path "value" $scaleSet [[ scaleSetUnique ]]) }}
    {{- else }}
      {{- $_ := set $paths $key (printf "runnerPools[%d]" $index) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* A label that is listed twice is a mistake: GitHub compares labels without regard to case. */}}
{{- define "agents.problems.rule.labelsUnique" }}
  {{- range $index, $entry := .runnerPools }}
    {{- $labels := dict }}
    {{- range $at, $label := .labels }}
      {{- $first := get $labels (lower .) }}
      {{- if $first }}
        {{- include "agents.problems.one" (dict "path" (printf "runnerPools[%d].labels[%d]" $index $at) "value" . [[ labelsUnique ]]) }}
      {{- else }}
        {{- $_ := set $labels (lower .) . }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* Only organisations and enterprises have runner groups. */}}
{{- define "agents.problems.rule.runnerGroup" }}
  {{- if and .gitHub (eq (include "agents.problems.gitHubScope" (default dict .gitHub).url) "repository") }}
    {{- range $index, $entry := .runnerPools }}
      {{- if ne (lower .runnerGroup) "default" }}
        {{- include "agents.problems.one" (dict "path" (printf "runnerPools[%d].runnerGroup" $index) "value" .runnerGroup [[ runnerGroup ]]) }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}
