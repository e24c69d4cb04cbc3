import { realClock } from '../fake-devops/clock';
import { Apps } from './identity/apps';
import { JitKey } from './identity/jit-key';
import { Tokens } from './identity/tokens';
import type { FakeGitHubOptions } from './options';
import type { Services } from './routes/services';
import { defaultSettings } from './settings';
import { dispatchJobs } from './state/dispatcher';
import { Events } from './state/events';
import { JobRuns } from './state/job-runs';
import { Jobs } from './state/jobs';
import { QueueSessions } from './state/queue-sessions';
import { RunnerSessions } from './state/runner-sessions';
import { Runners } from './state/runners';
import { ScaleSets } from './state/scale-sets';
import { Store } from './state/store';
import { StubBehaviours } from './stub-behaviour';
import type { EventSwitches } from './switches/event-switches';
import { MessageChanges } from './switches/message-changes';

/** Creates the accounts and what serves them. */
export function createServices(options: FakeGitHubOptions, eventSwitches: EventSwitches): Services {
  const { clock = realClock, mode = 'direct', longPollMs } = options;
  const settings = { ...defaultSettings(), ...(longPollMs !== undefined && { longPollMs }), ...options.settings };
  const store = new Store(clock, settings, mode);
  const tokens = new Tokens(clock);
  const queueSessions = new QueueSessions(store, tokens);
  const scaleSets = new ScaleSets(store, queueSessions);
  const runnerSessions = new RunnerSessions(store);
  const runners = new Runners(store, runnerSessions);
  const events = new Events(store, queueSessions, eventSwitches);
  const jobs = new Jobs({ store, events, runners, runnerSessions });
  const jobRuns = new JobRuns({ store, jobs, runners, runnerSessions });
  scaleSets.whenDeleted((set) => jobs.requeueAllOf(set));
  dispatchJobs(store, jobs);
  return {
    clock,
    settings,
    store,
    tokens,
    apps: new Apps(),
    jitKey: new JitKey(),
    scaleSets,
    queueSessions,
    runners,
    runnerSessions,
    jobs,
    jobRuns,
    messageChanges: new MessageChanges(),
    stub: new StubBehaviours(),
  };
}
