/** Lines that the script of a demonstration job prints at most between its first and its last one. */
const MAX_STEPS = 10;

/**
 * Returns a script for bash that takes about this long and reports its progress, so that the log has something to show.
 *
 * @param worker What runs the script, such as `agent $AGENT_NAME`
 */
export function demoScript(seconds: number, worker: string): string {
  const steps = Math.min(MAX_STEPS, Math.max(1, Math.round(seconds)));
  const numbers = Array.from({ length: steps }, (_, index) => index + 1);
  return [
    `echo "$(date +%T) ${worker} runs this job"`,
    `for step in ${numbers.join(' ')}; do sleep ${(seconds / steps).toFixed(2)}; echo "$(date +%T) step $step of ${steps} is done"; done`,
    'echo "$(date +%T) all steps are done"',
  ].join('\n');
}
