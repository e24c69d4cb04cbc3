/** Sets $listener, $run and $home from the ancestors of the job's shell: its worker, the listener and `run`. */
const FIND_ANCESTORS = [
  `parent() { sed 's/^.*) //' "/proc/$1/stat" | cut -d ' ' -f 2; }`,
  'listener=$(parent "$PPID")',
  'run=$(parent "$listener")',
  // argv[0] of the listener.
  `program=$(tr '\\0' '\\n' < "/proc/$listener/cmdline" | head -n 1)`,
  'home=$(dirname "$(dirname "$program")")',
];

/**
 * Returns a bash script for a job. It suspends the program that watches the listener and starts another listener, which
 * outlives the job and takes one job after another. The job itself can still succeed.
 */
export function leaveListenerBehind(): string {
  return [
    ...FIND_ANCESTORS,
    'kill -STOP "$run"',
    // The workers of agents and runners find and kill leftover processes of a job by these variables.
    `env -u VSTS_PROCESS_LOOKUP_ID -u RUNNER_TRACKING_ID setsid bash -c 'while :; do "$0" run; sleep 0.2; done' "$program" < /dev/null > /dev/null 2>&1 &`,
  ].join('\n');
}

/** Returns a bash script for a job that copies the agent, with its key, into a folder. */
export function copyAgentTo(folder: string): string {
  return [...FIND_ANCESTORS, `cp -r "$home" "${folder}.partial"`, `mv "${folder}.partial" "${folder}"`].join('\n');
}

/** A bash script for a job that kills the main program of its own container. */
export const KILL_CONTAINER = [...FIND_ANCESTORS, 'kill -KILL "$run"'].join('\n');

/** A bash script for a job that suspends the program that watches the listener, so that nothing asks the listener to cancel the job. */
export const SUSPEND_RUN = [...FIND_ANCESTORS, 'kill -STOP "$run"'].join('\n');

/** A bash script for a job that replaces the handover flags: those that say that it runs are gone, others are set. */
export const MEDDLE_WITH_FLAGS = [
  'cd /azp/handover',
  'rm -rf job-taken job-started job-assigned',
  'touch ready may-i-stop',
  'ln -sf /etc/passwd job-assigned',
].join('\n');
