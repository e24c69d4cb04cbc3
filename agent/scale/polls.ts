import { SCALER } from '../../config/timings';
import type { TrackedAgent } from './agent-tracker';

const NEVER = Number.NEGATIVE_INFINITY;

/** What KEDA's polls say about what KEDA sees. KEDA does not report it: its cache of Jobs is read after it has the answer. */
export class Polls {
  readonly #now: () => number;
  /** When KEDA last asked for each entry. */
  readonly #askedAt = new Map<string, number>();
  /** When each entry last got an answer other than 0. */
  readonly #answeredAt = new Map<string, number>();
  #slowUntil = NEVER;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Whether it recently took long until a Job appeared that KEDA had been asked for. Then what is counted for an answer may have
   * changed by the time at which KEDA uses it.
   */
  get areSlow(): boolean {
    return this.#now() < this.#slowUntil;
  }

  /** Call at the beginning of a poll. @param agents those of the entry */
  noteAgents(entry: string, agents: readonly TrackedAgent[]): void {
    const answeredAt = this.#answeredAt.get(entry) ?? Number.POSITIVE_INFINITY;
    // KEDA creates one after the other, so only the first one says how long KEDA took.
    const first = Math.min(...agents.map(({ seenAt }) => seenAt).filter((seenAt) => seenAt > answeredAt));
    const isSlow = Number.isFinite(first) && first - answeredAt > SCALER.slowReaction.milliseconds;
    if (isSlow) this.#slowUntil = Math.max(this.#slowUntil, first + SCALER.slowFor.milliseconds);
  }

  /**
   * Notes a poll. Returns whether it must be answered with 0, because KEDA may not see yet what it has created: within a moment
   * of its last poll, and of the appearance of a Job. Also if the same Jobs were asked for before and the lists are late: Jobs may
   * have ended unseen, and KEDA would replace them.
   */
  note(entry: string, agents: readonly TrackedAgent[], listedAt: number): boolean {
    const now = this.#now();
    const askedAt = this.#askedAt.get(entry) ?? NEVER;
    this.#askedAt.set(entry, now);
    const { repeat, slowRepeat, lateList } = SCALER;
    const isRepeated = now - askedAt < repeat.milliseconds;
    const moment = this.areSlow ? slowRepeat : repeat;
    const isCreating = agents.some(({ seenAt }) => now - seenAt < moment.milliseconds);
    const isLate = now - listedAt > lateList.milliseconds && (this.#answeredAt.get(entry) ?? NEVER) > listedAt;
    return isRepeated || isCreating || isLate;
  }

  /** Notes an answer other than 0. */
  noteAnswer(entry: string): void {
    this.#answeredAt.set(entry, this.#now());
  }
}
