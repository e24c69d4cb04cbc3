#!/bin/bash
# Runs the stub runner, with the loop and the signals of the script in the real package.
home=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")

prepare() {
  cp -f "$home"/run-helper.sh.template "$home"/run-helper.sh
  chmod +x "$home"/run-helper.sh
}

run() {
  while :; do
    prepare
    "$home"/run-helper.sh "$@"
    code=$?
    [ "$code" -eq 2 ] || break
    echo "Restarting runner..."
  done
  echo "Exiting runner..."
  [ "$code" -eq 7 ] && exit 7
  exit 0
}

run_with_trap() {
  set -m
  trap 'kill -INT -"$pid"' INT TERM
  while :; do
    prepare
    "$home"/run-helper.sh "$@" &
    pid=$!
    wait -f "$pid"
    code=$?
    [ "$code" -eq 2 ] || break
    echo "Restarting runner..."
  done
  echo "Exiting runner..."
  trap - INT TERM
  wait "$pid"
  exit "$code"
}

if [ -z "${RUNNER_MANUALLY_TRAP_SIG:-}" ]; then
  run "$@"
else
  run_with_trap "$@"
fi
