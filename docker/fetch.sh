#!/bin/sh
# Downloads one file and verifies it: fetch.sh NAME URL SHA256 FILE
# NAME is the prefix of the build arguments, for the messages.
set -eu
name=$1 url=$2 sha256=$3 file=$4

if [ -z "$sha256" ]; then
  echo "${name}_SHA256 is empty: give the SHA-256 that the release notes state for $url" >&2
  exit 1
fi
curl --fail --silent --show-error --location --retry 5 --output "$file" "$url"
if ! echo "$sha256  $file" | sha256sum --check --quiet -; then
  echo "$url has SHA-256 $(sha256sum "$file" | cut -d ' ' -f 1), expected $sha256 (${name}_SHA256): change both for another version" >&2
  exit 1
fi
