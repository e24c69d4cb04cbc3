import { SCALER } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import type { Log } from '../process/log';
import { type AgentKind, decisionText } from './decision-text';
import type { Decision } from './plan';

/** Logs the decision of each entry when it changes, and from time to time otherwise, so that the newest lines always have it. */
export class DecisionLog {
  readonly #log: Log;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #kindOf: (entry: string) => AgentKind;
  readonly #logged = new Map<string, { readonly text: string; readonly at: number }>();

  constructor(log: Log, clock: Pick<Clock, 'now'>, kindOf: (entry: string) => AgentKind = () => 'agent') {
    this.#log = log;
    this.#clock = clock;
    this.#kindOf = kindOf;
  }

  /** @param obstacle why the entry's pods cannot start; undefined if they can */
  show(decision: Decision, obstacle: string | undefined): void {
    const { entry, waiting, onTheirWay, warm, running, forJobs, forWarm, heldBack } = decision;
    const text = decisionText(decision, obstacle, this.#kindOf(entry));
    const now = this.#clock.now();
    const last = this.#logged.get(entry);
    if (last?.text === text && now - last.at < SCALER.repeatLog.milliseconds) return;
    this.#logged.set(entry, { text, at: now });
    this.#log.info('decision', {
      entry,
      text,
      waiting,
      onTheirWay,
      warm,
      running,
      create: forJobs + forWarm,
      maximum: heldBack.maximum,
      parallelJobs: heldBack['parallel-jobs'],
      cannotStart: heldBack['cannot-start'],
      reason: obstacle,
    });
  }
}
