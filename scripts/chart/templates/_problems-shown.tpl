{{- /* A text with its secrets replaced. Twice, because two secrets may share the character between them. */}}
{{- define "agents.problems.withoutSecrets" -}}
  {{- $text := . }}
  {{- range [[ secrets ]] }}
    {{- $text = regexReplaceAll .pattern $text .replacement }}
    {{- $text = regexReplaceAll .pattern $text .replacement }}
  {{- end }}
  {{- $text }}
{{- end }}

{{- /* The value of a problem for printing. It is not shown if the option may hold a secret. Call with path and value. */}}
{{- define "agents.problems.shownValue" -}}
  {{- if kindIs "invalid" .value }}nothing
  {{- else if include "agents.problems.isSecret" . }}{{ [[ hidden ]] }}
  {{- else if include "agents.problems.isNumber" .value }}{{ int64 .value }}
  {{- else if kindIs "bool" .value }}{{ .value }}
  {{- else if kindIs "string" .value }}{{ include "agents.problems.shownText" .value }}
  {{- else if kindIs "slice" .value }}{{ include "agents.problems.shownList" .value }}
  {{- else }}an object
  {{- end }}
{{- end }}

{{- /* Not empty if the value of an option may be a secret. The value of a problem with a key is the key, which may be shown. */}}
{{- define "agents.problems.isSecret" -}}
  {{- $option := splitList "." .path | last }}
  {{- $isSignIn := and (regexMatch `^(?:azureDevOps|gitHub)(?:[.[]|$)` .path) (not (has .path (list "azureDevOps.organizationUrl" "gitHub.url"))) }}
  {{- if and (regexMatch [[ secretOption ]] $option) (ne (toString .value) $option) }}yes
  {{- else if or (kindIs "bool" .value) (include "agents.problems.isNumber" .value) (not $isSignIn) }}
  {{- else if not (and (kindIs "string" .value) (regexMatch [[ plainWord ]] (toString .value))) }}yes
  {{- end }}
{{- end }}

{{- /* Not empty for a number. YAML has floats, and --set has integers. */}}
{{- define "agents.problems.isNumber" -}}
  {{- if has (kindOf .) (list "int" "int64" "float64") }}yes{{ end }}
{{- end }}

{{- /* A text in quotes, of at most 120 characters. */}}
{{- define "agents.problems.shownText" -}}
  {{- $text := include "agents.problems.withoutSecrets" . }}
  {{- $counted := include "agents.problems.counted" $text }}
  {{- if not (regexMatch `^(?s:.{0,120})$` $counted) }}
    {{- $text = printf "%s..." (regexFind `^(?s:.{0,117})` $counted | replace "\uffff" "") }}
  {{- end }}
  {{- toRawJson $text }}
{{- end }}

{{- /* A text with a noncharacter after each character that JavaScript counts as two. */}}
{{- define "agents.problems.counted" -}}
  {{- regexReplaceAll `([\x{10000}-\x{10FFFF}])` . "${1}\uffff" }}
{{- end }}

{{- /* The first texts of a list, as Node.js shows one. */}}
{{- define "agents.problems.shownList" -}}
  {{- $shown := list }}
  {{- $isPlain := true }}
  {{- range . }}
    {{- if not (kindIs "string" .) }}
      {{- $isPlain = false }}
    {{- else if lt (len $shown) 5 }}
      {{- $shown = append $shown (include "agents.problems.shownItem" .) }}
    {{- end }}
  {{- end }}
  {{- $more := sub (len .) 5 }}
  {{- if gt $more 0 }}
    {{- $shown = append $shown (printf "... %d more item%s" $more (ternary "" "s" (eq $more 1))) }}
  {{- end }}
  {{- if not . }}[]
  {{- else if $isPlain }}{{ printf "[ %s ]" (join ", " $shown) | include "agents.problems.withoutSecrets" }}
  {{- else }}a list of objects
  {{- end }}
{{- end }}

{{- /* A text of a list, of at most 120 characters: in single quotes, unless it has some itself, and with escapes for control characters. */}}
{{- define "agents.problems.shownItem" -}}
  {{- $text := include "agents.problems.withoutSecrets" . }}
  {{- $counted := include "agents.problems.counted" $text }}
  {{- $more := sub (splitList "" $counted | len) 120 }}
  {{- $shown := regexFind `^(?s:.{0,120})` $counted | replace "\uffff" "" | replace `\` `\\` }}
  {{- $short := dict "\b" `\b` "\t" `\t` "\n" `\n` "\f" `\f` "\r" `\r` }}
  {{- range regexFindAll `[\x00-\x1f\x7f-\x{9f}]` $shown -1 | uniq }}
    {{- $shown = replace . (get $short . | default (printf "%X" . | regexFind `..$` | printf `\x%s`)) $shown }}
  {{- end }}
  {{- $quote := ternary `"` `'` (contains `'` $text) }}
  {{- printf "%s%s%s" $quote $shown $quote }}
  {{- if gt $more 0 }}{{ printf "... %d more character%s" $more (ternary "" "s" (eq $more 1)) }}{{ end }}
{{- end }}
