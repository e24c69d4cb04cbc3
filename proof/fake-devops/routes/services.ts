import type { Clock } from '../clock';
import type { Entra } from '../identity/entra';
import type { Tokens } from '../identity/tokens';
import type { Settings } from '../settings';
import type { Agents } from '../state/agents';
import type { Jobs } from '../state/jobs';
import type { Sessions } from '../state/sessions';
import type { Store } from '../state/store';
import type { StubBehaviours } from '../stub-behaviour';

/** State and services that routes use. */
export interface Services {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly store: Store;
  readonly agents: Agents;
  readonly sessions: Sessions;
  readonly jobs: Jobs;
  readonly tokens: Tokens;
  readonly stub: StubBehaviours;
  readonly entra: Entra;
  /** URL of the organisation, without a trailing slash. */
  readonly url: () => string;
}
