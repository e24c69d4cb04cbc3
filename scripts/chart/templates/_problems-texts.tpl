{{- /* Every text of the values, including the keys of maps. User names in the URLs of services are reported by other rules. */}}
{{- define "agents.rule.plainText" }}
  {{- $values := deepCopy . }}
  {{- with $values.azureDevOps }}{{ $_ := set . "organizationUrl" (include "agents.withoutUser" .organizationUrl) }}{{ end }}
  {{- with $values.gitHub }}{{ $_ := set . "url" (include "agents.withoutUser" .url) }}{{ end }}
  {{- $services := pick $values "azureDevOps" "gitHub" }}
  {{- include "agents.plainTextIn" (dict "path" "" "value" (omit $values "azureDevOps" "gitHub")) }}
  {{- include "agents.plainTextIn" (dict "path" "" "value" $services) }}
{{- end }}

{{- /* The problems with the texts of a value. Call with path and value. */}}
{{- define "agents.plainTextIn" }}
  {{- $path := .path }}
  {{- if kindIs "string" .value }}
    {{- include "agents.plainTextOf" . }}
  {{- else if kindIs "slice" .value }}
    {{- range $index, $item := .value }}
      {{- include "agents.plainTextIn" (dict "path" (include "agents.below" (dict "path" $path "key" $index)) "value" $item) }}
    {{- end }}
  {{- else if kindIs "map" .value }}
    {{- range $key, $item := .value }}
      {{- $below := include "agents.below" (dict "path" $path "key" $key) }}
      {{- include "agents.plainTextOf" (dict "path" $below "value" $key) }}
      {{- include "agents.plainTextIn" (dict "path" $below "value" $item) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* The first problem of a text. YAML can't contain half of a surrogate pair. */}}
{{- define "agents.plainTextOf" }}
  {{- if regexMatch [[ secret ]] .value }}
    {{- if regexMatch `^(?:gitHub|runnerPools|runnerImage)\b` .path }}
      {{- include "agents.problem" (dict "path" .path "value" .value [[ plainText.secretOfGitHub ]]) }}
    {{- else }}
      {{- include "agents.problem" (dict "path" .path "value" .value [[ plainText.secret ]]) }}
    {{- end }}
  {{- else if regexMatch `\x00` .value }}
    {{- include "agents.problem" (dict "path" .path "value" .value [[ plainText.nul ]]) }}
  {{- end }}
{{- end }}

{{- define "agents.withoutUser" -}}
  {{- regexReplaceAll `^((?s:.*?))//[^/\s@]*@` . "${1}//" }}
{{- end }}
