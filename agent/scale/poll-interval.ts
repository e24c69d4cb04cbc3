import { SCALER } from '../../config/timings';
import type { Call } from '../../providers/contract/call';

/** The documented budget of one identity, in TSTU in five minutes (learn.microsoft.com, "Rate and usage limits"). */
const BUDGET = 200;
/** Below this share of the budget, the interval grows; above twice that share, it shrinks again. */
const LOW = 0.25;
/** How a service refuses a credential: by 401, or with its sign-in page (203). */
const REFUSALS: ReadonlySet<number> = new Set([203, 401]);

/**
 * The time between two reads of the queues. It grows when the service asks for fewer calls: by a wait that it states, by 429,
 * or by a budget that is nearly used up. It also grows while the credential is refused: nothing changes until somebody replaces it.
 */
export class PollInterval {
  readonly #usualMs: number;
  #factor = 1;
  /** The factor at the beginning of the round: it changes by one step a round, however many calls the round makes. */
  #lastFactor = 1;
  #isLow = false;
  #askedMs = 0;
  #isRefused = false;
  /** Rounds in a row in which the credential was refused. */
  #refusedRounds = 0;

  constructor(usualMs: number) {
    this.#usualMs = usualMs;
  }

  /** The interval in force, in milliseconds. */
  get ms(): number {
    const { longestPoll, refusedPoll } = SCALER;
    const grown = (factor: number, { milliseconds }: typeof longestPoll) =>
      Math.min(this.#usualMs * factor, Math.max(this.#usualMs, milliseconds));
    const refused = this.#isRefused ? grown(2 ** (this.#refusedRounds + 1), refusedPoll) : 0;
    return Math.max(this.#askedMs, grown(this.#factor, longestPoll), refused);
  }

  /** Call before the calls of a round. */
  begin(): void {
    this.#askedMs = 0;
    this.#isLow = false;
    this.#lastFactor = this.#factor;
    this.#refusedRounds = this.#isRefused ? this.#refusedRounds + 1 : 0;
    this.#isRefused = false;
  }

  readonly note = ({ status, budgetLeft, retryAfterMs = 0 }: Call): void => {
    this.#askedMs = Math.max(this.#askedMs, retryAfterMs);
    this.#isRefused ||= REFUSALS.has(status);
    this.#isLow ||= status === 429 || (budgetLeft ?? BUDGET) < BUDGET * LOW;
    if (this.#isLow) this.#factor = Math.min(this.#lastFactor * 2, 64);
    else if ((budgetLeft ?? BUDGET) > BUDGET * LOW * 2) this.#factor = Math.max(this.#lastFactor / 2, 1);
  };
}
