{{- /*
The parts of a URL as JSON, read as browsers and Node.js do (url.spec.whatwg.org); without any for a text that is none, for a host with
"%", and for an IPv4 address that is not four decimal numbers. Scheme and host are in lower case; user is empty if there is none; query
says whether there is "?" or "#" with something after it; segments has no empty ones.
*/}}
{{- define "agents.problems.url" -}}
  {{- $scheme := regexFind `^[A-Za-z][A-Za-z0-9+.-]*:` . }}
  {{- $rest := trimPrefix $scheme . }}
  {{- $isSpecial := has (lower $scheme) (list "https:" "http:" "wss:" "ws:" "ftp:") }}
  {{- $hasHost := or $isSpecial (and (hasPrefix "//" $rest) (ne (lower $scheme) "file:")) }}
  {{- if $hasHost }}
    {{- $rest = regexReplaceAll (ternary `^/+` `^//` $isSpecial) $rest "" }}
  {{- end }}
  {{- $authority := ternary (regexFind `^[^/?#]*` $rest) "" $hasHost }}
  {{- $address := splitList "@" $authority | last }}
  {{- $user := ternary (trimSuffix (printf "@%s" $address) $authority) "" (contains "@" $authority) }}
  {{- $port := regexReplaceAll `^:0*` (regexFind `:[0-9]*$` $address) "" }}
  {{- $host := regexReplaceAll `:[0-9]*$` $address "" | lower }}
  {{- $rest = trimPrefix $authority $rest }}
  {{- $path := regexFind `^[^?#]*` $rest }}
  {{- $isHost := or (regexMatch `^\[[0-9a-f:.]+\]$` $host) (regexMatch `^[^\x00-\x20#/:<>?@\[\\\]^|\x7f]+$` $host) (and (eq $authority "") (not $isSpecial)) }}
  {{- if and $isSpecial (contains "%" $host) }}
    {{- $isHost = false }}
  {{- else if and $isSpecial (regexMatch `(?:^|[.])(?:[0-9]+|0x[0-9a-f]*)[.]?$` $host) }}
    {{- $isHost = regexMatch `^(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])[.]?$` $host }}
  {{- end }}
  {{- $isPort := and (le (len $port) 5) (le (int64 (default "0" $port)) 65535) }}
  {{- if or (eq $scheme "") (regexMatch [[ noUrl ]] .) (not $isHost) (not $isPort) }}{}
  {{- else }}
    {{- dict "scheme" (lower $scheme | trimSuffix ":") "user" (trimAll ":" $user) "host" $host "port" $port
      "query" (regexMatch `^\?[^#]|#(?s:.)` (trimPrefix $path $rest))
      "segments" (include "agents.problems.segments" $path | fromJsonArray) | toJson }}
  {{- end }}
{{- end }}

{{- /* The parts of a path that are not empty, as a JSON list. A part ".." removes the one before it. */}}
{{- define "agents.problems.segments" -}}
  {{- $segments := list }}
  {{- range trimPrefix "/" . | splitList "/" }}
    {{- $part := lower . | replace "%2e" "." }}
    {{- if eq $part ".." }}{{ $segments = initial (default (list "") $segments) }}
    {{- else if ne $part "." }}{{ $segments = append $segments . }}
    {{- end }}
  {{- end }}
  {{- without $segments "" | toJson }}
{{- end }}

{{- /* The first rule that the URL of an organisation breaks; empty if there is none. */}}
{{- define "agents.problems.organizationUrlFault" -}}
  {{- $url := include "agents.problems.url" . | fromJson }}
  {{- if not $url }}form
  {{- else }}
    {{- $isNamedByHost := regexMatch `^[a-z0-9-]+\.visualstudio\.com$` $url.host }}
    {{- if ne $url.scheme "https" }}scheme
    {{- else if $url.user }}user
    {{- else if $url.query }}query
    {{- else if not (or $url.segments $isNamedByHost) }}none
    {{- else if hasSuffix "/" . }}slash
    {{- else if and (eq $url.host "dev.azure.com") (gt (len $url.segments) 1) }}project
    {{- else if and $isNamedByHost $url.segments }}collection
    {{- end }}
  {{- end }}
{{- end }}

{{- /* What a URL in GitHub names: organisation, repository or enterprise. For another URL, the name of the first rule that it breaks. */}}
{{- define "agents.problems.gitHubScope" -}}
  {{- $url := include "agents.problems.url" . | fromJson }}
  {{- if not $url }}form
  {{- else }}
    {{- $defaultPort := get (dict "https" "443" "http" "80") $url.scheme }}
    {{- $host := list $url.host (without (list $url.port) "" $defaultPort | join "") | compact | join ":" }}
    {{- $isHosted := or (has $host (list "github.com" "www.github.com")) (hasSuffix ".ghe.com" $host) }}
    {{- $first := first $url.segments | toString | lower }}
    {{- $isPage := has $first [[ gitHubPages ]] }}
    {{- if not (has $url.scheme (list "https" "http")) }}scheme
    {{- else if $url.user }}user
    {{- else if and (eq $url.scheme "http") $isHosted }}hostedPlain
    {{- else if $url.query }}query
    {{- else if regexMatch `^api\.(?:github\.com|[^.]+\.ghe\.com)$` $url.host }}api
    {{- else if not (has (len $url.segments) (list 1 2)) }}parts
    {{- else if not (regexMatch `^[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)?$` (join "/" $url.segments)) }}name
    {{- else if and $isPage (or (eq (len $url.segments) 1) (ne $first "enterprises")) }}page
    {{- else if and (eq (len $url.segments) 2) (hasSuffix ".git" (last $url.segments | lower)) }}git
    {{- else if eq (len $url.segments) 1 }}organisation
    {{- else if eq $first "enterprises" }}enterprise
    {{- else }}repository
    {{- end }}
  {{- end }}
{{- end }}
