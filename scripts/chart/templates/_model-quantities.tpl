{{/* A number with at most three decimals, times a whole number, rounded up: exactly, without floating-point numbers. */}}
{{- define "agents.model.times" -}}
{{- $parts := splitList "." .number -}}
{{- $decimals := printf "%s000" (index (append $parts "") 1) | trunc 3 -}}
{{- /* The 1 in front keeps int64 from reading 050 as an octal number. */ -}}
{{- $thousandths := sub (printf "1%s" $decimals | int64) 1000 -}}
{{- add (mul (first $parts | int64) .factor) (div (add (mul $thousandths .factor) 999) 1000) -}}
{{- end -}}

{{/* A CPU quantity in thousandths of a core. */}}
{{- define "agents.model.cpuMillis" -}}
{{- if hasSuffix "m" . -}}
{{- trimSuffix "m" . -}}
{{- else -}}
{{- include "agents.model.times" (dict "number" . "factor" 1000) -}}
{{- end -}}
{{- end -}}

{{/* A memory quantity in bytes, rounded up. */}}
{{- define "agents.model.memoryBytes" -}}
{{- $suffix := regexFind `[A-Za-z]*$` . -}}
{{- $number := trimSuffix $suffix . -}}
{{- range $unit := fromJsonArray [[ memoryUnits ]] -}}
{{- if eq $suffix (first $unit) -}}
{{- include "agents.model.times" (dict "number" $number "factor" (last $unit | int64)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The canonical text of a CPU quantity: 2 for two cores, 500m for half a core. */}}
{{- define "agents.model.canonicalCpu" -}}
{{- $millis := include "agents.model.cpuMillis" . | int64 -}}
{{- if eq (mod $millis 1000) 0 -}}
{{- div $millis 1000 -}}
{{- else -}}
{{- $millis -}}m
{{- end -}}
{{- end -}}

{{/* The canonical text of an amount of memory: with the largest suffix that gives a whole number. */}}
{{- define "agents.model.canonicalMemory" -}}
{{- $bytes := int64 . -}}
{{- $text := "" -}}
{{- range $unit := fromJsonArray [[ memoryUnits ]] -}}
{{- $size := last $unit | int64 -}}
{{- if and (eq $text "") (eq (mod $bytes $size) 0) -}}
{{- $text = printf "%d%s" (div $bytes $size) (first $unit) -}}
{{- end -}}
{{- end -}}
{{- $text -}}
{{- end -}}
