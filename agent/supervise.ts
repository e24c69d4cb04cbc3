import { join } from 'node:path';
import { agentEnvironment } from './agent-environment';
import type { Runtime } from './runtime';
import type { Environment } from './start-process';

const pollMs = 500;
/** An idle listener that does not end by itself in this time after SIGINT is killed. */
const killMs = 30_000;

export interface Supervision {
  readonly home: string;
  readonly env: Environment;
  /** Called once, when the first job has started. */
  readonly onJobStarted: () => Promise<void>;
  /** Asked while no job has started: shall the idle listener end? */
  readonly shouldStop: () => boolean | Promise<boolean>;
}

/**
 * Runs the listener for one job and returns the exit code for the container.
 *
 * bin/Agent.Listener is started itself, because run.sh hands no signal on. A started job is never
 * interrupted: neither SIGINT nor SIGTERM lets the listener finish it (microsoft/azure-pipelines-agent#2745).
 */
export async function supervise(options: Supervision, runtime: Runtime): Promise<number> {
  const { clock, log, processes } = runtime;
  const listener = runtime.startProcess(join(options.home, 'bin', 'Agent.Listener'), ['run', '--once'], {
    cwd: options.home,
    env: agentEnvironment(options.env),
  });
  const exited = listener.exited.then((code) => ({ code }));
  let jobStarted = false;
  let interruptedAt: number | undefined;

  for (;;) {
    const ended = await Promise.race([exited, clock.sleep(pollMs)]);
    if (ended) {
      log.info('listener ended', { code: ended.code, jobStarted });
      return interruptedAt === undefined ? containerCode(ended.code) : 0;
    }
    if (!jobStarted && processes.runs('Agent.Worker')) {
      jobStarted = true;
      log.info('job started');
      await options.onJobStarted();
    }
    if (jobStarted) continue;
    if (interruptedAt === undefined) {
      if (!(await options.shouldStop())) continue;
      interruptedAt = clock.now();
      log.info('stopping the idle listener');
      listener.signal('SIGINT', 'process');
    } else if (clock.now() - interruptedAt >= killMs) {
      log.warn('the listener did not end, killing it', { afterSeconds: killMs / 1000 });
      listener.signal('SIGKILL', 'group');
    }
  }
}

/** 143 is what the runtime may report after SIGTERM; 0 says nothing of the job's result (Agent.cs, run once). */
function containerCode(code: number): number {
  return code === 143 ? 0 : code;
}
