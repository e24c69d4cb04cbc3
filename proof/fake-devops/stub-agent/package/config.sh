#!/bin/bash
# Configures the stub agent; "config.sh remove" removes it again.
if [ "$(id -u)" -eq 0 ] && [ -z "${AGENT_ALLOW_RUNASROOT:-}" ]; then
  echo "Must not run with sudo"
  exit 1
fi
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" || exit 1
bash ./env.sh

shopt -s nocasematch
if [[ "${1:-}" == "remove" ]]; then
  ./bin/Agent.Listener "$@"
else
  ./bin/Agent.Listener configure "$@"
fi
