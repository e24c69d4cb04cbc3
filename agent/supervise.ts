import { Listener } from './listener';
import type { Runtime } from './runtime';
import type { Signals } from './signals';
import type { Environment } from './start-process';

/** Until a job's start is seen KEDA takes the pod for one on its way to a job. */
const pollMs = 250;
/** How long to wait for leave to stop: without an answer Azure DevOps is out of reach, and no job comes either. */
const askMs = 120_000;
/** A listener that does not end by itself in this time after SIGINT is killed. */
const killMs = 30_000;

export interface Supervision {
  readonly home: string;
  readonly env: Environment;
  readonly signals: Signals;
}

/**
 * Runs the listener for one job and returns the exit code for the container.
 *
 * A job is never interrupted: neither SIGINT nor SIGTERM lets the listener finish it (microsoft/azure-pipelines-agent#2745).
 * An idle listener, and one that hangs after its job, is ended when the signal `stop` says that no job is or will be
 * assigned to its agent.
 */
export async function supervise({ home, env, signals }: Supervision, runtime: Runtime): Promise<number> {
  const { clock, log, stop } = runtime;
  const listener = new Listener(home, env, runtime);
  const ending = new AbortController();
  let outcome: PromiseSettledResult<number> | undefined;
  // Not a race for each look: every race would leave something behind for as long as the listener runs.
  void Promise.allSettled([listener.exited]).then(([settled]) => {
    outcome = settled;
    ending.abort();
  });
  let askedAt: number | undefined;
  let interruptedAt: number | undefined;
  let killed = false;

  for (;;) {
    await clock.sleep(pollMs, ending.signal);
    if (outcome?.status === 'rejected') throw outcome.reason;
    if (outcome) return exitCode(outcome.value, { listener, asked: interruptedAt !== undefined || signals.has('stop') }, runtime);
    listener.look();
    if (listener.jobTaken && !signals.has('job-taken')) await signals.set('job-taken');
    if (listener.jobStarted && !signals.has('job-started')) {
      log.info('job started');
      await signals.set('job-started');
    }
    if (!listener.overdue && (listener.jobTaken || !(stop.aborted || signals.has('stop')))) {
      if (askedAt !== undefined) await signals.clear('may-i-stop');
      askedAt = undefined;
      interruptedAt = undefined;
      continue;
    }
    if (askedAt === undefined) {
      askedAt = clock.now();
      log.info('the listener is to end', { because: listener.overdue ? 'it hangs after its job' : 'it is idle' });
      await signals.set('may-i-stop');
    }
    if (signals.has('job-assigned')) {
      await signals.clear('job-assigned');
      askedAt = clock.now();
    }
    if (interruptedAt === undefined) {
      if (!signals.has('stop') && clock.now() - askedAt < askMs) continue;
      interruptedAt = clock.now();
      log.info('ending the listener', { allowed: signals.has('stop') });
      listener.signal('SIGINT', 'process');
    } else if (!killed && clock.now() - interruptedAt >= killMs) {
      killed = true;
      log.warn('the listener did not end, killing it', { afterSeconds: killMs / 1000 });
      listener.signal('SIGKILL', 'group');
    }
  }
}

/** Tells success of the agent, not of the job: a listener that ran its job ends with 0 whatever the result (Agent.cs, run once). */
function exitCode(code: number, { listener, asked }: { listener: Listener; asked: boolean }, { log }: Runtime): number {
  log.info('listener ended', { code, jobStarted: listener.jobStarted });
  if (asked) return 0;
  // 143 is what the .NET runtime may report after SIGTERM.
  if (code !== 0 && code !== 143) {
    const update = code === 3 || code === 4;
    log.error('the listener failed', {
      code,
      ...(update ? { remedy: 'Azure DevOps wants a newer agent: raise AGENT_VERSION of the image' } : {}),
    });
    return code;
  }
  if (listener.jobStarted) return 0;
  // It took a job and could not confirm it, or the job was cancelled just then (JobDispatcher.cs); without either it is broken.
  log.warn('the listener ended without running a job', { jobTaken: listener.jobTaken });
  return listener.jobTaken ? 0 : 1;
}
