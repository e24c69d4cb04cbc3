import type { ListenerProgram } from '../../listener/program';
import { runnerNews } from './console';
import { runnerEnvironment } from './runner-environment';

const NEWER_RUNNER = 'GitHub requires a newer runner: raise RUNNER_VERSION of the image';

/**
 * bin/Runner.Listener of the runner package. Exit codes: actions/runner, Constants.cs. It is started without run.sh, which hides
 * the exit code and does not forward signals, and without an argument for one job: its registration says that (jit-config.ts).
 */
export const RUNNER_LISTENER: ListenerProgram = {
  file: 'Runner.Listener',
  args: ['run'],
  worker: 'Runner.Worker',
  environment: runnerEnvironment,
  newsIn: runnerNews,
  remedies: new Map([
    [1, 'see its last lines above: its registration was deleted, or its files cannot be used'],
    // RunnerUpdating and RunOnceRunnerUpdating. The registration forbids an update, so only an old service asks for one.
    [3, NEWER_RUNNER],
    [4, NEWER_RUNNER],
    [5, 'something else uses the registration of this runner: find what has a copy of its files'],
    [7, NEWER_RUNNER],
  ]),
  // GitHub has withdrawn its registration, or the job was gone when the runner acknowledged it (Runner.cs, Program.cs).
  mayEndWithoutJob: true,
};
