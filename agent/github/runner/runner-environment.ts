import type { Environment } from '../../process/start-process';
import { withoutWithheld } from '../../settings/withheld';

/** Makes the exit code for a version that GitHub refuses 7, and not 1 as for other failures (actions/runner, Program.cs). */
const VERSION_SWITCH = 'ACTIONS_RUNNER_RETURN_VERSION_DEPRECATED_EXIT_CODE';

/**
 * Settings of the runner that would break this program's work: inputs such as another JIT configuration, which the runner takes
 * from the environment in any case of letters (CommandSettings.cs), and the result of the job as exit code (Runner.cs).
 */
const DISTURBS = /^(ACTIONS_RUNNER_INPUT_.*|ACTIONS_RUNNER_RETURN_JOB_RESULT_FOR_HOSTED)$/i;

/**
 * The environment for the listener. Each step of a job inherits it, so this program's settings are left out. That the runner does
 * not update itself is part of its registration.
 */
export function runnerEnvironment(env: Environment): Environment {
  const kept = Object.entries(withoutWithheld(env)).filter(([name]) => !DISTURBS.test(name));
  return { ...Object.fromEntries(kept), [VERSION_SWITCH]: '1' };
}
