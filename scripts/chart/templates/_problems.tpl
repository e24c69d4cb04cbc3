{{- /* The sentences of all problems of the values, as a JSON list. Call with the root context. A rule writes a line for each problem. */}}
{{- define "agents.problems" }}
  {{- $values := include "agents.withDefaults" . | fromJson }}
  {{- $lines := list }}
  {{- range [[ rules ]] }}
    {{- range include (printf "agents.rule.%s" .) $values | splitList "\n" }}
      {{- if trim . }}{{ $lines = append $lines . }}{{ end }}
    {{- end }}
  {{- end -}}
  [{{ join "," $lines }}]
{{- end }}

{{- /* One problem, as a line with its sentence in JSON. Call with path, rule, remedy and, if there is one, value. */}}
{{- define "agents.problem" }}
  {{- $path := include "agents.withoutSecrets" .path }}
  {{- $rule := include "agents.withoutSecrets" .rule }}
  {{- $remedy := include "agents.withoutSecrets" .remedy }}
{{ printf "%s %s, got %s: %s" $path $rule (include "agents.shownValue" .) $remedy | toJson }}
{{ end }}

{{- /* The path of a key below a path, as in TypeScript: agentPools[0].env.HOME. Call with path and key. */}}
{{- define "agents.below" -}}
  {{- if not (kindIs "string" .key) -}}
    {{ printf "%s[%d]" .path (int64 .key) }}
  {{- else if not (regexMatch `^[A-Za-z_$][\w$]*$` .key) -}}
    {{ printf "%s[%s]" .path (include "agents.withoutSecrets" .key | toRawJson) }}
  {{- else -}}
    {{ list .path .key | compact | join "." }}
  {{- end }}
{{- end }}
