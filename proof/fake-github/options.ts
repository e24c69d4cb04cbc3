import type { Clock } from '../fake-devops/clock';
import type { Settings } from './settings';
import type { Label } from './state/scale-set';
import type { Statistics } from './state/statistics';
import type { Mode } from './state/store';

/** Options of `FakeGitHub`. */
export interface FakeGitHubOptions {
  /** How jobs reach scale sets: `direct` as on github.com, `acquire` as on GitHub Enterprise Server. @default 'direct' */
  readonly mode?: Mode;
  /** Names; the first is the default account. @default ['contoso'] */
  readonly organisations?: readonly string[];
  /** Full names; the first is the default for jobs. @default - `app` in the first organisation */
  readonly repositories?: readonly string[];
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default 0, any free port */
  readonly port?: number;
  /** @default realClock */
  readonly clock?: Clock;
  /** The administrator's personal access token. @default - a random one */
  readonly token?: string;
  /** Milliseconds that a poll for messages is held; short for `settings.longPollMs`. @default 50000 */
  readonly longPollMs?: number;
  readonly settings?: Partial<Settings>;
}

/** A scale set as tests see it. */
export interface ScaleSetSnapshot {
  readonly id: number;
  readonly name: string;
  /** Name of its organisation, repository or enterprise. */
  readonly scope: string;
  readonly groupId: number;
  readonly labels: readonly Label[];
  readonly disableUpdate: boolean;
  /** Owner of the open session. */
  readonly sessionOwner: string | undefined;
  /** What the last poll announced. */
  readonly capacity: number | undefined;
  readonly statistics: Statistics;
}
