{{- /* The sentences of all problems of the values, as a JSON list. Call with the root context. A rule writes a line for each problem. */}}
{{- define "agents.problems" }}
  {{- $values := include "agents.problems.values" . | fromJson }}
  {{- $lines := list }}
  {{- range [[ rules ]] }}
    {{- range include (printf "agents.problems.rule.%s" .) $values | splitList "\n" }}
      {{- if trim . }}{{ $lines = append $lines . }}{{ end }}
    {{- end }}
  {{- end -}}
  [{{ join "," $lines }}]
{{- end }}

{{- /* One problem, as a line with its sentence in JSON. Call with path, rule, remedy and, if there is one, value. */}}
{{- define "agents.problems.one" }}
  {{- $path := include "agents.problems.withoutSecrets" .path }}
  {{- $rule := include "agents.problems.withoutSecrets" .rule }}
  {{- $remedy := include "agents.problems.withoutSecrets" .remedy }}
{{ printf "%s %s, got %s: %s" $path $rule (include "agents.problems.shownValue" .) $remedy | toJson }}
{{ end }}

{{- /* The path of a key below a path, as in TypeScript: agentPools[0].env.HOME. Call with path and key. */}}
{{- define "agents.problems.below" -}}
  {{- if not (kindIs "string" .key) -}}
    {{ printf "%s[%d]" .path (int64 .key) }}
  {{- else if not (regexMatch `^[A-Za-z_$][\w$]*$` .key) -}}
    {{ printf "%s[%s]" .path (include "agents.problems.withoutSecrets" .key | toRawJson) }}
  {{- else -}}
    {{ list .path .key | compact | join "." }}
  {{- end }}
{{- end }}
