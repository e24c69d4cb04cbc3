import type { Clock } from '../../fake-devops/clock';
import type { Apps } from '../identity/apps';
import type { JitKey } from '../identity/jit-key';
import type { Tokens } from '../identity/tokens';
import type { Settings } from '../settings';
import type { JobRuns } from '../state/job-runs';
import type { Jobs } from '../state/jobs';
import type { QueueSessions } from '../state/queue-sessions';
import type { RunnerSessions } from '../state/runner-sessions';
import type { Runners } from '../state/runners';
import type { ScaleSets } from '../state/scale-sets';
import type { Store } from '../state/store';
import type { StubBehaviours } from '../stub-behaviour';
import type { MessageChanges } from '../switches/message-changes';

/** State and services that routes use. */
export interface Services {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly store: Store;
  readonly tokens: Tokens;
  readonly apps: Apps;
  readonly jitKey: JitKey;
  readonly scaleSets: ScaleSets;
  readonly queueSessions: QueueSessions;
  readonly runners: Runners;
  readonly runnerSessions: RunnerSessions;
  readonly jobs: Jobs;
  readonly jobRuns: JobRuns;
  readonly messageChanges: MessageChanges;
  readonly stub: StubBehaviours;
}
