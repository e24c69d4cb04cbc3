import { LISTENER } from '../../config/timings';
import type { HandoverFlags } from '../handover/flags';
import type { Log } from '../process/log';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { containerCode } from './container-code';
import { type Action, advance, type Ending, type Facts, isEnded } from './ending';
import { Listener } from './listener';
import { Pause } from './pause';
import type { ListenerProgram } from './program';

export interface Supervision {
  readonly program: ListenerProgram;
  /** The unpacked package. */
  readonly home: string;
  readonly env: Environment;
  readonly flags: HandoverFlags;
}

interface Supervised {
  readonly listener: Listener;
  readonly flags: HandoverFlags;
}

/**
 * Runs the listener for one job and returns the exit code for the container.
 *
 * A job is interrupted only if it takes longer than it may: neither SIGINT nor SIGTERM lets the listener finish it
 * (microsoft/azure-pipelines-agent#2745; actions/runner, Runner.cs and JobDispatcher.cs).
 *
 * A listener that is idle, or hangs after its job, is ended once the flag `stop` says that no job is or will be assigned to
 * its agent.
 */
export async function supervise({ program, home, env, flags }: Supervision, runtime: Runtime): Promise<number> {
  const { clock, log, stop } = runtime;
  const pause = new Pause(clock);
  const listener = new Listener({ program, home, env, onChange: pause.end }, runtime);
  stop.addEventListener('abort', pause.end);
  let ending: Ending = { state: 'running' };
  let cancelled = false;
  for (;;) {
    const changesSoon = listener.workerMayStart || ending.state !== 'running';
    await pause.sleep((changesSoon ? LISTENER.alertPoll : LISTENER.calmPoll).milliseconds);
    const { exitCode: code } = listener;
    if (code !== undefined) {
      const { jobTaken, jobStarted, jobEnded } = listener;
      const asked = cancelled || flags.has('stop') || isEnded(ending);
      return containerCode({ program, code, asked, jobTaken, jobStarted, jobEnded }, log);
    }
    listener.refresh();
    await setJobFlags({ listener, flags }, log);
    if (!cancelled && listener.jobTaken && flags.has('cancel-job')) {
      cancelled = true;
      log.warn('the job takes longer than it may: the listener is asked to cancel it');
      // It cancels the job, waits for its worker and ends (JobDispatcher.cs, ShutdownAsync). It has had its handler since its start.
      listener.signal('SIGINT', 'process');
    }

    const facts = await readFacts({ listener, flags }, runtime);
    const next = advance(ending, facts);
    ending = next.ending;
    if (next.action) await act(next.action, facts, { listener, flags }, log);
  }
}

async function setJobFlags({ listener, flags }: Supervised, log: Log): Promise<void> {
  if (listener.jobTaken && !flags.has('job-taken')) await flags.set('job-taken');
  if (listener.jobStarted && !flags.has('job-started')) {
    log.info('job started');
    await flags.set('job-started');
  }
}

/** Also clears the answer `job-assigned`, so that the next answer is recognised. */
async function readFacts({ listener, flags }: Supervised, { clock, stop }: Runtime): Promise<Facts> {
  const refused = flags.has('job-assigned');
  if (refused) await flags.clear('job-assigned');
  const allowed = flags.has('stop');
  const shouldEnd = listener.overdue || (!listener.jobTaken && (stop.aborted || allowed));
  return { now: clock.now(), shouldEnd, allowed, refused };
}

async function act(action: Action, { allowed }: Facts, { listener, flags }: Supervised, log: Log): Promise<void> {
  switch (action) {
    case 'ask':
      log.info('asking for permission to end the listener', { because: listener.overdue ? 'it hangs after its job' : 'it is idle' });
      return flags.set('may-i-stop');
    case 'withdraw':
      return flags.clear('may-i-stop');
    case 'interrupt':
      log.info('asking the listener to end', { allowed });
      return listener.signal('SIGINT', 'process');
    case 'interruptAgain':
      return listener.signal('SIGINT', 'process');
    case 'kill':
      log.warn('the listener did not end, killing it');
      return listener.signal('SIGKILL', 'group');
  }
}
