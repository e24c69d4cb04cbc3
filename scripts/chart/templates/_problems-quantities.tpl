{{- /* Amounts must be enough for an agent or a runner. The API server accepts even 4 bytes, but then no job ever runs. */}}
{{- define "agents.problems.rule.quantities" }}
  {{- range include "agents.problems.entries" . | fromJsonArray }}
    {{- $path := .path }}
    {{- if lt (include "agents.model.cpuMillis" .entry.cpu | int64) (int64 [[ leastCpu ]]) }}
      {{- include "agents.problems.one" (dict "path" (printf "%s.cpu" $path) "value" .entry.cpu [[ quantities.cpu ]]) }}
    {{- end }}
    {{- $memory := dict "path" (printf "%s.memory" $path) "value" .entry.memory }}
    {{- include "agents.problems.tooLittle" (list $memory [[ leastMemory ]] (dict [[ quantities.memory ]])) }}
    {{- $workDisk := dict "path" (printf "%s.workDisk" $path) "value" .entry.workDisk }}
    {{- include "agents.problems.tooLittle" (list $workDisk [[ leastWorkDisk ]] (dict [[ quantities.workDisk ]])) }}
    {{- $scratchDisk := dict "path" (printf "%s.scratchDisk" $path) "value" .entry.scratchDisk }}
    {{- include "agents.problems.tooLittle" (list $scratchDisk [[ leastScratchDisk ]] (dict [[ quantities.scratchDisk ]])) }}
  {{- end }}
{{- end }}

{{- /* The problem with an amount of memory or disk that is too small. Call with path and value, the least bytes, and the rule and remedy. */}}
{{- define "agents.problems.tooLittle" }}
  {{- $value := (first .).value }}
  {{- if lt (include "agents.model.memoryBytes" $value | int64) (index . 1 | int64) }}
    {{- $meant := include "agents.problems.meantBytes" $value }}
    {{- $sentence := ternary (dict [[ quantities.noUnit ]]) (dict) (regexMatch `^[\d.]+$` $value) }}
    {{- include "agents.problems.one" (merge (first .) (omit $sentence "rule") (last .)) }}
  {{- end }}
{{- end }}

{{- /* What a number without a unit most likely means: 4 is 4Gi, 512 is 512Mi, 1048576 is 1Mi. */}}
{{- define "agents.problems.meantBytes" -}}
  {{- $amount := regexFind `^[\d.]+` . | float64 }}
  {{- $bytes := ceil $amount | int64 }}
  {{- if ge $bytes 1048576 }}{{ include "agents.model.canonicalMemory" $bytes }}
  {{- else if le $amount 64.0 }}{{ printf "%vGi" $amount }}
  {{- else }}{{ printf "%dMi" $bytes }}
  {{- end }}
{{- end }}
