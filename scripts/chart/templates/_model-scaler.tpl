{{/* Agent pools in the order in which the scaler prefers them: the smallest agents first, by CPU, then by memory, then as given. */}}
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
{{- $entries = append $entries (include "agents.model.agentPoolText" $entry) -}}
{{- end -}}
{{- range $entry := .runnerPools -}}
{{- $entries = append $entries (include "agents.model.runnerPoolText" $entry) -}}
{{- end -}}
{{- printf "[%s]" (join "," $entries) -}}
{{- end -}}

{{/* An entry of agentPools in AZP_ENTRIES. */}}
{{- define "agents.model.agentPoolText" -}}
{{- $pool := int64 .poolId | toString -}}
{{- if hasKey . "pool" -}}
{{- $pool = include "agents.model.jsonText" .pool -}}
{{- end -}}
{{- printf `{"name":%s,"pool":%s,"maxAgents":%d,"placeholder":%s,%s}`
  (include "agents.model.jsonText" .objectName)
  $pool
  (int64 .maxAgents)
  (include "agents.model.jsonText" .placeholderName)
  (include "agents.model.warmText" .) -}}
{{- end -}}

{{/* An entry of runnerPools in AZP_ENTRIES. */}}
{{- define "agents.model.runnerPoolText" -}}
{{- printf `{"name":%s,"scaleSet":{"name":%s,"group":%s,"labels":%s},"maxAgents":%d,%s}`
  (include "agents.model.jsonText" .objectName)
  (include "agents.model.jsonText" .scaleSet)
  (include "agents.model.jsonText" .runnerGroup)
  (include "agents.model.jsonTexts" .labels)
  (int64 .maxRunners)
  (include "agents.model.warmText" .) -}}
{{- end -}}

{{/* The options of an entry in AZP_ENTRIES that say which agents are made ahead of their jobs. */}}
{{- define "agents.model.warmText" -}}
{{- $windows := list -}}
{{- range $window := .warm -}}
{{- $text := printf `"agents":%d,"days":%s,"from":%s,"to":%s`
  (int64 $window.agents)
  (include "agents.model.jsonTexts" $window.days)
  (include "agents.model.jsonText" $window.from)
  (include "agents.model.jsonText" $window.to) -}}
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
