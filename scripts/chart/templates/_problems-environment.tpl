{{- /* Reserved variables, and variables that are too large to start a program with. */}}
{{- define "agents.problems.rule.environment" }}
  {{- range include "agents.problems.entries" . | fromJsonArray }}
    {{- $path := printf "%s.env" .path }}
    {{- $reserved := get [[ reserved ]] .list }}
    {{- range $name, $_ := .entry.env }}
      {{- include "agents.problems.reservedVariable" (dict "path" $path "name" $name "reserved" $reserved) }}
    {{- end }}
    {{- $sum := 0 }}
    {{- range $name, $value := .entry.env }}
      {{- $size := include "agents.problems.variableBytes" (list $name $value) | int64 }}
      {{- $sum = add $sum $size }}
      {{- if gt $size [[ mostVariableBytes ]] }}
        {{- $below := include "agents.problems.below" (dict "path" $path "key" $name) }}
        {{- include "agents.problems.one" (dict "path" $below "value" (printf "%d bytes" $size) [[ environment.size ]]) }}
      {{- end }}
    {{- end }}
    {{- if gt (int64 $sum) [[ mostTotalBytes ]] }}
      {{- include "agents.problems.one" (dict "path" $path "value" (printf "%d bytes" $sum) [[ environment.sum ]]) }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* The first reason why an entry can't set a variable. Call with path, name and what is reserved in its list. */}}
{{- define "agents.problems.reservedVariable" }}
  {{- $name := .name }}
  {{- $reason := dict }}
  {{- range .reserved }}
    {{- if and (not $reason) (regexMatch .names $name) }}{{ $reason = . }}{{ end }}
  {{- end }}
  {{- with $reason }}
    {{- $below := include "agents.problems.below" (dict "path" $.path "key" $name) }}
    {{- include "agents.problems.one" (dict "path" $below "value" $name "rule" .rule "remedy" .remedy) }}
  {{- end }}
{{- end }}

{{- /* The bytes of a variable, with "=" and the NUL at its end. Call with name and value. */}}
{{- define "agents.problems.variableBytes" -}}
  {{- add (first . | len) (last . | len) 2 }}
{{- end }}

{{- /* The agents get their capabilities in one variable, AZP_CAPABILITIES. */}}
{{- define "agents.problems.rule.capabilitiesSize" }}
  {{- range $index, $entry := .agentPools }}
    {{- $size := len "AZP_CAPABILITIES" | int64 }}
    {{- range $name, $value := (include "agents.problems.capabilitiesFor" (list .demands .capabilities) | fromJson).all }}
      {{- $size = add $size (include "agents.problems.variableBytes" (list $name $value)) }}
    {{- end }}
    {{- if gt $size [[ mostVariableBytes ]] }}
      {{- $path := printf "agentPools[%d].capabilities" $index }}
      {{- include "agents.problems.one" (dict "path" $path "value" (printf "%d bytes" $size) [[ capabilitiesSize ]]) }}
    {{- end }}
  {{- end }}
{{- end }}
