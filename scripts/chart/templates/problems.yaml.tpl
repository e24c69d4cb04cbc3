{{- /* Refuses values with problems that a schema can't find. Writes no object. */}}
{{- $problems := include "agents.problems" . | fromJsonArray }}
{{- if $problems }}
  {{- $count := ternary "1 problem" (printf "%d problems" (len $problems)) (eq (len $problems) 1) }}
  {{- fail (printf "the values have %s:\n- %s" $count (join "\n- " $problems)) }}
{{- end }}
