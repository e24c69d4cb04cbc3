#!/bin/bash
# Runs the stub agent. Like the script of the real package, it does not forward signals to the listener.
if [ "$(id -u)" -eq 0 ] && [ -z "${AGENT_ALLOW_RUNASROOT:-}" ]; then
  echo "Must not run interactively with sudo"
  exit 1
fi
home=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
"$home"/bin/Agent.Listener run "$@"
