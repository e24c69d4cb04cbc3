{{/* An entry of agentPools, with its defaults and what is computed. */}}
{{- define "agents.model.agentPool" -}}
{{- $defaults := fromJson [[ agentPoolDefaults ]] -}}
{{- $arguments := dict "given" .given "defaults" $defaults "deployment" .deployment "trigger" .trigger -}}
{{- $entry := include "agents.model.entry" $arguments | fromJson -}}
{{- $pool := $entry.pool -}}
{{- $_ := set $entry "placeholderName" (printf [[ placeholderName ]] $entry.objectName) -}}
{{- if kindIs "invalid" $pool -}}
{{- $_ := set $entry "pool" $entry.name -}}
{{- else if not (kindIs "string" $pool) -}}
{{- $_ := unset $entry "pool" -}}
{{- $_ := set $entry "poolId" (int64 $pool) -}}
{{- end -}}
{{- if not (hasKey $entry "pollingSeconds") -}}
{{- $_ := set $entry "pollingSeconds" (include "agents.model.pollingDefault" .trigger | int64) -}}
{{- end -}}
{{- with include "agents.model.capabilitiesText" $entry -}}
{{- $_ := set $entry "capabilitiesText" . -}}
{{- end -}}
{{- toJson $entry -}}
{{- end -}}

{{/* An entry of runnerPools, with its defaults and what is computed. KEDA always polls the scaler for it. */}}
{{- define "agents.model.runnerPool" -}}
{{- $defaults := fromJson [[ runnerPoolDefaults ]] -}}
{{- $arguments := dict "given" .given "defaults" $defaults "deployment" .deployment "trigger" "metrics-api" -}}
{{- $entry := include "agents.model.entry" $arguments | fromJson -}}
{{- if not (hasKey $entry "scaleSet") -}}
{{- $_ := set $entry "scaleSet" $entry.name -}}
{{- end -}}
{{- toJson $entry -}}
{{- end -}}

{{/* What entries of both lists have: options with defaults, the name of their objects, amounts in canonical form, times in seconds. */}}
{{- define "agents.model.entry" -}}
{{- $entry := include "agents.model.withDefaults" . | fromJson -}}
{{- $tolerations := dict "items" $entry.tolerations "defaults" (fromJson [[ tolerationDefaults ]]) -}}
{{- $windows := dict "items" $entry.warm "defaults" (fromJson [[ warmWindowDefaults ]]) -}}
{{- $_ := set $entry "tolerations" (include "agents.model.eachWithDefaults" $tolerations | fromJsonArray) -}}
{{- $_ := set $entry "warm" (include "agents.model.eachWithDefaults" $windows | fromJsonArray) -}}
{{- $_ := set $entry "objectName" (printf [[ objectName ]] .deployment $entry.name) -}}
{{- $_ := set $entry "mayStay" (or (not (empty $entry.warm)) $entry.anticipate) -}}
{{- $work := include "agents.model.memoryBytes" $entry.workDisk | int64 -}}
{{- $disk := include "agents.model.memoryBytes" $entry.scratchDisk | int64 | add $work -}}
{{- $_ := set $entry "cpu" (include "agents.model.canonicalCpu" $entry.cpu) -}}
{{- $_ := set $entry "memory" (include "agents.model.memoryBytes" $entry.memory | include "agents.model.canonicalMemory") -}}
{{- $_ := set $entry "workDisk" (include "agents.model.canonicalMemory" $work) -}}
{{- $_ := set $entry "diskLimit" (include "agents.model.canonicalMemory" $disk) -}}
{{- $_ := set $entry "diskRequest" (include "agents.model.canonicalMemory" (min $disk [[ agentDiskRequest ]])) -}}
{{- /* A pod that may stay without a job leaves when it is too old, and then within the minutes of any idle one. */ -}}
{{- $warmHours := ternary (int64 $entry.warmMaxHours) 0 (and $entry.mayStay (eq .trigger "metrics-api")) -}}
{{- $graceSeconds := add (mul $entry.jobTimeoutMinutes 60) [[ endSeconds ]] -}}
{{- $_ := set $entry "graceSeconds" $graceSeconds -}}
{{- $_ := set $entry "deadlineSeconds" (add [[ startUpSeconds ]] (mul $entry.idleMinutes 60) (mul $warmHours 3600) $graceSeconds) -}}
{{- $_ := set $entry "ttlSeconds" (mul $entry.keepFinishedMinutes 60) -}}
{{- toJson $entry -}}
{{- end -}}

{{/* The names of the objects of entries, in their order. */}}
{{- define "agents.model.objectNames" -}}
{{- $names := list -}}
{{- range $entry := . -}}
{{- $names = append $names $entry.objectName -}}
{{- end -}}
{{- toJson $names -}}
{{- end -}}

{{/* The items of a list of options, each with its defaults. */}}
{{- define "agents.model.eachWithDefaults" -}}
{{- $all := list -}}
{{- range $item := .items -}}
{{- $all = append $all (include "agents.model.withDefaults" (dict "given" $item "defaults" $.defaults) | fromJson) -}}
{{- end -}}
{{- toJson $all -}}
{{- end -}}

{{/* The capabilities that meet the demands, and further ones, in the order of their names. A demand with a value replaces one without. */}}
{{- define "agents.model.capabilitiesText" -}}
{{- $all := dict -}}
{{- range $demand := .demands -}}
{{- if not (contains " -equals " $demand) -}}
{{- $_ := set $all $demand "1" -}}
{{- end -}}
{{- end -}}
{{- range $demand := .demands -}}
{{- $parts := splitList " -equals " $demand -}}
{{- if rest $parts -}}
{{- $_ := set $all (first $parts) (rest $parts | join " -equals ") -}}
{{- end -}}
{{- end -}}
{{- range $name, $value := .capabilities -}}
{{- $_ := set $all $name $value -}}
{{- end -}}
{{- $lines := list -}}
{{- range $name, $value := $all -}}
{{- $lines = append $lines (printf "%s=%s" $name $value) -}}
{{- end -}}
{{- join "\n" $lines -}}
{{- end -}}
