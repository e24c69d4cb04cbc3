/** Finds the programs above a job: its worker, the listener, and `run`. */
const FAMILY = [
  `parent() { sed 's/^.*) //' "/proc/$1/stat" | cut -d ' ' -f 2; }`,
  'listener=$(parent "$PPID")',
  'run=$(parent "$listener")',
  // argv[0] of the listener.
  `program=$(tr '\\0' '\\n' < "/proc/$listener/cmdline" | head -n 1)`,
  'home=$(dirname "$(dirname "$program")")',
];

/**
 * For bash in a job, which may end well afterwards: stops the program that looks after the listener, so that it sees
 * nothing any more, and leaves a listener behind that takes one job after the other.
 */
export function leaveListenerBehind(): string {
  return [
    ...FAMILY,
    'kill -STOP "$run"',
    // Without the variable by which the worker finds what a job has left.
    `env -u VSTS_PROCESS_LOOKUP_ID setsid bash -c 'while :; do "$0" run; sleep 0.2; done' "$program" < /dev/null > /dev/null 2>&1 &`,
  ].join('\n');
}

/** For bash in a job: copies the agent with its key into a folder. */
export function copyAgentTo(folder: string): string {
  return [...FAMILY, `cp -r "$home" "${folder}.partial"`, `mv "${folder}.partial" "${folder}"`].join('\n');
}

/** For bash in a job: ends its container as from inside. */
export const KILL_CONTAINER = [...FAMILY, 'kill -KILL "$run"'].join('\n');
