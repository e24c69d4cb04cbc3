{{- /* Amounts must be enough for an agent or a runner. The API server accepts even 4 bytes, but then no job ever runs. */}}
{{- define "agents.rule.quantities" }}
  {{- range include "agents.entries" . | fromJsonArray }}
    {{- $path := .path }}
    {{- if lt (include "agents.cpuMillis" .entry.cpu | int64) (int64 [[ leastCpu ]]) }}
      {{- include "agents.problem" (dict "path" (printf "%s.cpu" $path) "value" .entry.cpu [[ quantities.cpu ]]) }}
    {{- end }}
    {{- $memory := dict "path" (printf "%s.memory" $path) "value" .entry.memory }}
    {{- include "agents.tooLittle" (list $memory [[ leastMemory ]] (dict [[ quantities.memory ]])) }}
    {{- $workDisk := dict "path" (printf "%s.workDisk" $path) "value" .entry.workDisk }}
    {{- include "agents.tooLittle" (list $workDisk [[ leastWorkDisk ]] (dict [[ quantities.workDisk ]])) }}
    {{- $scratchDisk := dict "path" (printf "%s.scratchDisk" $path) "value" .entry.scratchDisk }}
    {{- include "agents.tooLittle" (list $scratchDisk [[ leastScratchDisk ]] (dict [[ quantities.scratchDisk ]])) }}
  {{- end }}
{{- end }}

{{- /* The problem with an amount of memory or disk that is too small. Call with path and value, the least bytes, and the rule and remedy. */}}
{{- define "agents.tooLittle" }}
  {{- $value := (first .).value }}
  {{- if lt (include "agents.memoryBytes" $value | float64) (index . 1 | float64) }}
    {{- $meant := include "agents.meantBytes" $value }}
    {{- $sentence := ternary (dict [[ quantities.noUnit ]]) (dict) (regexMatch `^[\d.]+$` $value) }}
    {{- include "agents.problem" (merge (first .) (omit $sentence "rule") (last .)) }}
  {{- end }}
{{- end }}

{{- /* A CPU quantity in thousandths of a core. */}}
{{- define "agents.cpuMillis" -}}
  {{- if hasSuffix "m" . }}{{ trimSuffix "m" . }}{{ else }}{{ mulf . 1000 | int64 }}{{ end }}
{{- end }}

{{- /* A memory quantity in bytes, rounded up. */}}
{{- define "agents.memoryBytes" -}}
  {{- $unit := regexFind `[A-Za-z]*$` . }}
  {{- mulf (trimSuffix $unit .) (get [[ units ]] $unit) | ceil | printf "%.0f" }}
{{- end }}

{{- /* What a number without a unit most likely means: 4 is 4Gi, 512 is 512Mi, 1048576 is 1Mi. */}}
{{- define "agents.meantBytes" -}}
  {{- $amount := regexFind `^[\d.]+` . | float64 }}
  {{- $bytes := ceil $amount | int64 }}
  {{- if ge $bytes 1048576 }}{{ include "agents.canonicalBytes" $bytes }}
  {{- else if le $amount 64.0 }}{{ printf "%vGi" $amount }}
  {{- else }}{{ printf "%dMi" $bytes }}
  {{- end }}
{{- end }}

{{- /* An amount of memory with the largest suffix that gives a whole number. */}}
{{- define "agents.canonicalBytes" -}}
  {{- $bytes := . }}
  {{- $text := "" }}
  {{- range [[ suffixes ]] }}
    {{- $unit := get [[ units ]] . | int64 }}
    {{- if and (eq $text "") (eq (mod $bytes $unit) 0) }}{{ $text = printf "%d%s" (div $bytes $unit) . }}{{ end }}
  {{- end }}
  {{- $text }}
{{- end }}
