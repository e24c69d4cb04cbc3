{{- /* The agents of an entry must meet the entry's own demands. */}}
{{- define "agents.problems.rule.ownDemands" }}
  {{- range $index, $entry := .agentPools }}
    {{- $path := printf "agentPools[%d]" $index }}
    {{- $offered := include "agents.problems.capabilitiesFor" (list .demands .capabilities) | fromJson }}
    {{- range $demand := .demands }}
      {{- $name := splitList " -equals " . | first }}
      {{- if include "agents.problems.meets" (list $offered.known (list .)) }}
      {{- else if hasKey $entry.capabilities $name }}
        {{- $below := include "agents.problems.below" (dict "path" (printf "%s.capabilities" $path) "key" $name) }}
        {{- include "agents.problems.one" (dict "path" $below "value" (get $entry.capabilities $name) [[ ownDemands.capability ]]) }}
      {{- else }}
        {{- include "agents.problems.one" (dict "path" (printf "%s.demands" $path) "value" $entry.demands [[ ownDemands.demand ]]) }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}

{{- /*
The capabilities that meet demands, and further ones, as JSON: all, and known, with names and values in lower case as demands are compared. Of
demands for a value and for any, the value is used. Call with the demands and with maps, of which later ones replace earlier ones.
*/}}
{{- define "agents.problems.capabilitiesFor" -}}
  {{- $all := dict }}
  {{- range first . }}
    {{- if not (contains " -equals " .) }}{{ $_ := set $all . "1" }}{{ end }}
  {{- end }}
  {{- range first . }}
    {{- $name := splitList " -equals " . | first }}
    {{- if contains " -equals " . }}{{ $_ := set $all $name (trimPrefix (printf "%s -equals " $name) .) }}{{ end }}
  {{- end }}
  {{- range rest . }}
    {{- range $name, $value := . }}{{ $_ := set $all $name $value }}{{ end }}
  {{- end }}
  {{- $known := dict }}
  {{- range $name, $value := $all }}{{ $_ := set $known (lower $name) (lower $value) }}{{ end }}
  {{- dict "all" $all "known" $known | toJson }}
{{- end }}

{{- /* Not empty if an agent with known capabilities may take a job with demands. Call with both. */}}
{{- define "agents.problems.meets" -}}
  {{- $known := first . }}
  {{- $missing := list }}
  {{- range last . }}
    {{- $name := splitList " -equals " . | first }}
    {{- $value := trimPrefix (printf "%s -equals " $name) . }}
    {{- if not (hasKey $known (lower $name)) }}{{ $missing = append $missing . }}
    {{- else if and (contains " -equals " .) (ne (lower $value) (get $known (lower $name))) }}{{ $missing = append $missing . }}
    {{- end }}
  {{- end }}
  {{- if not $missing }}yes{{ end }}
{{- end }}
