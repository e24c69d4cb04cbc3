import { LISTENER } from '../../config/timings';
import type { Signals } from '../handover/flags';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { advance, type Ending, type Step } from './ending';
import { Listener } from './listener';

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
  const { clock, stop } = runtime;
  let pause = new AbortController();
  const wake = () => pause.abort();
  const listener = new Listener(home, env, runtime, wake);
  let outcome: PromiseSettledResult<number> | undefined;
  // Not a race for each look: every race would leave something behind for as long as the listener runs.
  void Promise.allSettled([listener.exited]).then(([settled]) => {
    outcome = settled;
    wake();
  });
  let ending: Ending = { step: 'none' };
  stop.addEventListener('abort', wake);

  for (;;) {
    await clock.sleep(
      listener.alert || ending.step !== 'none' ? LISTENER.alertPoll.milliseconds : LISTENER.calmPoll.milliseconds,
      pause.signal,
    );
    pause = new AbortController();
    if (outcome?.status === 'rejected') throw outcome.reason;
    if (outcome) {
      const asked = signals.has('stop') || ending.step === 'interrupted' || ending.step === 'killed';
      return exitCode(outcome.value, { listener, asked }, runtime);
    }
    listener.look();
    await tellOfJob(listener, signals, runtime);

    const refused = signals.has('job-assigned');
    if (refused) await signals.clear('job-assigned');
    const allowed = signals.has('stop');
    const toEnd = listener.overdue || (!listener.jobTaken && (stop.aborted || allowed));
    const next = advance(ending, { now: clock.now(), toEnd, allowed, refused });
    ending = next.ending;
    if (next.step) await take(next.step, { listener, signals, allowed }, runtime);
  }
}

async function tellOfJob(listener: Listener, signals: Signals, { log }: Runtime): Promise<void> {
  if (listener.jobTaken && !signals.has('job-taken')) await signals.set('job-taken');
  if (listener.jobStarted && !signals.has('job-started')) {
    log.info('job started');
    await signals.set('job-started');
  }
}

interface Ends {
  readonly listener: Listener;
  readonly signals: Signals;
  readonly allowed: boolean;
}

async function take(step: Step, { listener, signals, allowed }: Ends, { log }: Runtime): Promise<void> {
  switch (step) {
    case 'ask':
      log.info('the listener is to end', { because: listener.overdue ? 'it hangs after its job' : 'it is idle' });
      return signals.set('may-i-stop');
    case 'takeBack':
      return signals.clear('may-i-stop');
    case 'interrupt':
      log.info('ending the listener', { allowed });
      return listener.signal('SIGINT', 'process');
    case 'interruptAgain':
      return listener.signal('SIGINT', 'process');
    case 'kill':
      log.warn('the listener did not end, killing it');
      return listener.signal('SIGKILL', 'group');
  }
}

/** Tells success of the agent, not of the job: a listener that ran its job ends with 0 whatever the result (Agent.cs, run once). */
function exitCode(code: number, { listener, asked }: { listener: Listener; asked: boolean }, { log }: Runtime): number {
  log.info('listener ended', { code, jobStarted: listener.jobStarted });
  if (asked) return 0;
  // RetryableError: what it could not do is to close its session; Azure DevOps drops that, or the agent is deleted (Agent.cs, Program.cs).
  if (code === 2 && listener.jobEnded) {
    log.warn('the listener could not close its session after its job: no failure, the job is done', { code });
    return 0;
  }
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
