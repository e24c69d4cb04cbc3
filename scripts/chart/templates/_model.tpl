{{/*
The model: the values with every default filled in, and everything that is computed from them, as JSON. All other templates read only this:

  {{- $m := include "agents.model" . | fromJson }}

Numbers come out of fromJson as floating-point numbers: print them with int64.
*/}}
{{- define "agents.model" -}}
{{- $values := .Values -}}
{{- $keda := include "agents.model.withDefaults" (dict "given" $values.keda "defaults" (fromJson [[ kedaDefaults ]])) | fromJson -}}
{{- $network := include "agents.model.withDefaults" (dict "given" $values.network "defaults" (fromJson [[ networkDefaults ]]))
  | fromJson -}}
{{- $name := $values.name | default .Release.Name -}}
{{- $agentPools := list -}}
{{- range $entry := $values.agentPools -}}
{{- $arguments := dict "given" $entry "deployment" $name "trigger" $keda.trigger -}}
{{- $agentPools = append $agentPools (include "agents.model.agentPool" $arguments | fromJson) -}}
{{- end -}}
{{- $runnerPools := list -}}
{{- range $entry := $values.runnerPools -}}
{{- $arguments := dict "given" $entry "deployment" $name -}}
{{- $runnerPools = append $runnerPools (include "agents.model.runnerPool" $arguments | fromJson) -}}
{{- end -}}
{{- $preferred := include "agents.model.inOrderOfPreference" $agentPools | fromJsonArray -}}
{{- $image := include "agents.model.image" (dict
  "option" "image" "given" $values.image "default" [[ image ]] "version" .Chart.AppVersion
  "list" "agentPools" "entries" $agentPools) -}}
{{- $runnerImage := include "agents.model.image" (dict
  "option" "runnerImage" "given" $values.runnerImage "default" [[ runnerImage ]] "version" .Chart.AppVersion
  "list" "runnerPools" "entries" $runnerPools) -}}
{{- $isAccurate := has $keda.version (fromJsonArray [[ accurateVersions ]]) -}}
{{- $arguments := dict "agentPools" $preferred "runnerPools" $runnerPools -}}
{{- $model := dict
  "name" $name
  "namespace" .Release.Namespace
  "image" $image
  "runnerImage" $runnerImage
  "scalerImage" (ternary $runnerImage $image (empty $agentPools))
  "trigger" $keda.trigger
  "accurate" (and (eq $keda.trigger "azure-pipelines") $isAccurate)
  "kedaNamespace" (ternary .Release.Namespace $keda.namespace (eq "true" (include "agents.model.hasKeda" $values)))
  "clusterRanges" $network.clusterRanges
  "apiServer" $network.apiServer
  "agentPools" $agentPools
  "runnerPools" $runnerPools
  "agentObjectNames" (include "agents.model.objectNames" $agentPools | fromJsonArray)
  "runnerObjectNames" (include "agents.model.objectNames" $runnerPools | fromJsonArray)
  "entriesText" (include "agents.model.entriesText" $arguments)
  "askingAgents" (include "agents.model.asking" $preferred | fromJsonArray)
  "askingRunners" (include "agents.model.asking" $runnerPools | fromJsonArray)
-}}
{{- if kindIs "map" $values.azureDevOps -}}
{{- $arguments := dict "given" $values.azureDevOps "agentPools" $agentPools "trigger" $keda.trigger -}}
{{- $_ := set $model "azureDevOps" (include "agents.model.azureDevOps" $arguments | fromJson) -}}
{{- end -}}
{{- if kindIs "map" $values.gitHub -}}
{{- $_ := set $model "gitHub" (include "agents.model.gitHub" $values.gitHub | fromJson) -}}
{{- end -}}
{{- if kindIs "map" $values.monitoring -}}
{{- $arguments := dict "given" $values.monitoring "defaults" (fromJson [[ monitoringDefaults ]]) -}}
{{- $_ := set $model "monitoring" (include "agents.model.withDefaults" $arguments | fromJson) -}}
{{- end -}}
{{- range $flag, $value := include "agents.model.flags" $model | fromJson -}}
{{- $_ := set $model $flag $value -}}
{{- end -}}
{{- toJson $model -}}
{{- end -}}

{{/* The options that are given, and the defaults of the others. `merge` is not used: for it, false, 0 and "" are not given. */}}
{{- define "agents.model.withDefaults" -}}
{{- $options := deepCopy .defaults -}}
{{- range $option, $value := .given -}}
{{- if not (kindIs "invalid" $value) -}}
{{- $_ := set $options $option $value -}}
{{- end -}}
{{- end -}}
{{- toJson $options -}}
{{- end -}}

{{/* The image of a kind of pods: that of the values, otherwise that of this version of the chart. Without entries, it may be empty. */}}
{{- define "agents.model.image" -}}
{{- $reference := (.given | default dict).reference -}}
{{- if $reference -}}
{{- $reference -}}
{{- else if .default -}}
{{- printf "%s:%s" .default .version -}}
{{- else if .entries -}}
{{- $rule := printf "must name an image for %s, because this chart was made without a default image" .list -}}
{{- $remedy := "write it with its registry and a tag or digest, like example.azurecr.io/agent:1" -}}
{{- fail (printf "%s.reference %s, got \"\": %s" .option $rule $remedy) -}}
{{- end -}}
{{- end -}}

{{/* Whether the release contains KEDA. */}}
{{- define "agents.model.hasKeda" -}}
{{- $enabled := (.kedaChart | default dict).enabled | default false -}}
{{- if and $enabled (not [[ withKeda ]]) -}}
{{- fail "kedaChart.enabled must be false, because this chart was made without the chart of KEDA, got true: make it without --without-keda, or install KEDA by itself" -}}
{{- end -}}
{{- $enabled -}}
{{- end -}}
