{{- /* Every text of the values, including the keys of maps. User names in the URLs of services are reported by other rules. */}}
{{- define "agents.problems.rule.plainText" }}
  {{- $values := deepCopy . }}
  {{- with $values.azureDevOps }}{{ $_ := set . "organizationUrl" (include "agents.problems.withoutUser" .organizationUrl) }}{{ end }}
  {{- with $values.gitHub }}{{ $_ := set . "url" (include "agents.problems.withoutUser" .url) }}{{ end }}
  {{- $services := pick $values "azureDevOps" "gitHub" }}
  {{- include "agents.problems.plainTextIn" (dict "path" "" "value" (omit $values "azureDevOps" "gitHub")) }}
  {{- include "agents.problems.plainTextIn" (dict "path" "" "value" $services) }}
{{- end }}

{{- /* The problems with the texts of a value. Call with path and value. */}}
{{- define "agents.problems.plainTextIn" }}
  {{- $path := .path }}
  {{- if kindIs "string" .value }}
    {{- include "agents.problems.plainTextOf" . }}
  {{- else if kindIs "slice" .value }}
    {{- range $index, $item := .value }}
      {{- include "agents.problems.plainTextIn" (dict "path" (include "agents.problems.below" (dict "path" $path "key" $index)) "value" $item) }}
    {{- end }}
  {{- else if kindIs "map" .value }}
    {{- range $key, $item := .value }}
      {{- $below := include "agents.problems.below" (dict "path" $path "key" $key) }}
      {{- include "agents.problems.plainTextOf" (dict "path" $below "value" $key) }}
      {{- include "agents.problems.plainTextIn" (dict "path" $below "value" $item) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* The first problem of a text. YAML can't contain half of a surrogate pair. */}}
{{- define "agents.problems.plainTextOf" }}
  {{- if regexMatch [[ secret ]] .value }}
    {{- if regexMatch `^(?:gitHub|runnerPools|runnerImage)\b` .path }}
      {{- include "agents.problems.one" (dict "path" .path "value" .value [[ plainText.secretOfGitHub ]]) }}
    {{- else }}
      {{- include "agents.problems.one" (dict "path" .path "value" .value [[ plainText.secret ]]) }}
    {{- end }}
  {{- else if regexMatch `\x00` .value }}
    {{- include "agents.problems.one" (dict "path" .path "value" .value [[ plainText.nul ]]) }}
  {{- end }}
{{- end }}

{{- define "agents.problems.withoutUser" -}}
  {{- regexReplaceAll `^((?s:.*?))//[^/\s@]*@` . "${1}//" }}
{{- end }}
