{{/* Agent pools in the order in which the scaler prefers them: the smallest agents first, by CPU and then by memory. Equal ones keep their order. */}}
{{- define "agents.model.inOrderOfPreference" -}}
{{- $byKey := dict -}}
{{- range $index, $entry := . -}}
{{- $cpu := include "agents.model.cpuMillis" $entry.cpu | int64 -}}
{{- $memory := include "agents.model.memoryBytes" $entry.memory | int64 -}}
{{- $_ := set $byKey (printf "%020d %020d %08d" $cpu $memory $index) $entry -}}
{{- end -}}
{{- /* `values` has no order of its own, `range` that of the keys. */ -}}
{{- $ordered := list -}}
{{- range $entry := $byKey -}}
{{- $ordered = append $ordered $entry -}}
{{- end -}}
{{- toJson $ordered -}}
{{- end -}}

{{/* The names of the objects of the entries whose agents or runners may stay without a job. They ask the scaler. */}}
{{- define "agents.model.asking" -}}
{{- $names := list -}}
{{- range $entry := . -}}
{{- if $entry.mayStay -}}
{{- $names = append $names $entry.objectName -}}
{{- end -}}
{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{/* The value of the variable AZP_ENTRIES: the same characters that the stacks of Terraform have, so that both make the same pod. */}}
{{- define "agents.model.entriesText" -}}
{{- $entries := list -}}
{{- range $entry := .agentPools -}}
{{- $pool := hasKey $entry "poolId" | ternary (int64 $entry.poolId | toString) (include "agents.model.jsonText" (toString $entry.pool)) -}}
{{- $placeholder := include "agents.model.jsonText" $entry.placeholderName -}}
{{- $entries = append $entries (printf `{"name":%s,"pool":%s,"maxAgents":%d,"placeholder":%s,%s}` (include "agents.model.jsonText" $entry.objectName) $pool (int64 $entry.maxAgents) $placeholder (include "agents.model.warmText" $entry)) -}}
{{- end -}}
{{- range $entry := .runnerPools -}}
{{- $scaleSet := printf `{"name":%s,"group":%s,"labels":%s}` (include "agents.model.jsonText" $entry.scaleSet) (include "agents.model.jsonText" $entry.runnerGroup) (include "agents.model.jsonTexts" $entry.labels) -}}
{{- $entries = append $entries (printf `{"name":%s,"scaleSet":%s,"maxAgents":%d,%s}` (include "agents.model.jsonText" $entry.objectName) $scaleSet (int64 $entry.maxRunners) (include "agents.model.warmText" $entry)) -}}
{{- end -}}
{{- printf "[%s]" (join "," $entries) -}}
{{- end -}}

{{/* The options of an entry in AZP_ENTRIES that say which agents are made ahead of their jobs. */}}
{{- define "agents.model.warmText" -}}
{{- $windows := list -}}
{{- range $window := .warm -}}
{{- $from := include "agents.model.jsonText" $window.from -}}
{{- $to := include "agents.model.jsonText" $window.to -}}
{{- $text := printf `"agents":%d,"days":%s,"from":%s,"to":%s` (int64 $window.agents) (include "agents.model.jsonTexts" $window.days) $from $to -}}
{{- if hasKey $window "timeZone" -}}
{{- $text = printf `%s,"timeZone":%s` $text (include "agents.model.jsonText" $window.timeZone) -}}
{{- end -}}
{{- $windows = append $windows (printf "{%s}" $text) -}}
{{- end -}}
{{- printf `"warm":[%s],"warmMaxHours":%d,"anticipate":%t` (join "," $windows) (int64 .warmMaxHours) .anticipate -}}
{{- end -}}

{{/* A list of texts as JSON. */}}
{{- define "agents.model.jsonTexts" -}}
{{- $texts := list -}}
{{- range $text := . -}}
{{- $texts = append $texts (include "agents.model.jsonText" $text) -}}
{{- end -}}
{{- printf "[%s]" (join "," $texts) -}}
{{- end -}}

{{/* A text as JSON. Two separators, which Go escapes and JavaScript does not, stay as they are. */}}
{{- define "agents.model.jsonText" -}}
{{- $lines := list -}}
{{- range $line := splitList "\u2028" . -}}
{{- $parts := list -}}
{{- range $part := splitList "\u2029" $line -}}
{{- $parts = append $parts (toRawJson $part | trimPrefix `"` | trimSuffix `"`) -}}
{{- end -}}
{{- $lines = append $lines (join "\u2029" $parts) -}}
{{- end -}}
{{- printf `"%s"` (join "\u2028" $lines) -}}
{{- end -}}
