import { SCALE_SET, SCALER } from '../../../config/timings';
import type { Clock } from '../../../lib/clock';
import { reason } from '../../../lib/reason';
import type { AssignedJobsSink, Closed } from '../../../providers/contract/assigned-jobs';
import { ServiceError } from '../../../providers/contract/service-error';
import type { GitHub, Session } from '../../../providers/github/client/client';
import type { ScaleSet } from '../../../providers/github/client/types';
import type { Log } from '../../process/log';
import type { RunnerPoolEntry } from '../../settings/scaler-entry';
import { ensureScaleSet } from './ensure-scale-set';
import { Failures } from './failures';
import { MessageLoop } from './message-loop';

export interface ListenerParts {
  readonly entry: Pick<RunnerPoolEntry, 'name' | 'scaleSet' | 'maxAgents'>;
  readonly client: Pick<GitHub, 'findRunnerGroup' | 'findScaleSet' | 'createScaleSet' | 'updateScaleSet' | 'openSession'>;
  /** The name of this replica, which GitHub shows to others that want the session. */
  readonly owner: string;
  readonly sink: AssignedJobsSink;
  /** When KEDA last asked this replica for the number of an entry. */
  readonly askedAt: (entry: string) => number;
  /** Called each time that another session is open. */
  readonly onConflict: (entry: string) => void;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Keeps the session of one scale set, in which GitHub says how many jobs it has. Only one session can be open: a replica that has
 * none tries again until the other one has ended. A replica that KEDA does not ask closes its session, because KEDA may reach the
 * other one. Whatever fails is tried again.
 */
export class SessionListener {
  readonly #parts: ListenerParts;
  readonly #messages: MessageLoop;
  readonly #failures: Failures;
  /** Undefined until it is found, and after GitHub has said that it does not exist. */
  #scaleSet: ScaleSet | undefined;
  #isOpen = false;
  /** When this replica got the session. Renewing it does not change this. */
  #heldSince = Number.NEGATIVE_INFINITY;
  /** The last session was ended only to get new numbers in the next one. */
  #isRenewed = false;
  #conflictLoggedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: ListenerParts) {
    this.#parts = parts;
    this.#messages = new MessageLoop(parts);
    this.#failures = new Failures(`open a session of scale set ${parts.entry.scaleSet.name}`, parts.log);
  }

  get entry(): string {
    return this.#parts.entry.name;
  }

  /** The scale set while this replica has its session. */
  get held(): ScaleSet | undefined {
    return this.#isOpen ? this.#scaleSet : undefined;
  }

  /** Listens until it is asked to stop, and closes the session. Never rejects. */
  async run(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const waitMs = await this.#open(stop).catch((error: unknown) => this.#noteEnd(error, this.#failures));
      await this.#parts.clock.sleep(waitMs, stop);
    }
  }

  /** Opens a session and listens until it ends. Returns how long to wait before the next one. */
  async #open(stop: AbortSignal): Promise<number> {
    const { client, owner, entry, clock, log } = this.#parts;
    this.#scaleSet ??= await ensureScaleSet(client, entry.scaleSet, log);
    const scaleSet = this.#scaleSet;
    const opened = await client.openSession(scaleSet.id, owner);
    this.#failures.noteSuccess();
    if (opened === 'conflict') return this.#noteConflict();
    this.#conflictLoggedAt = Number.NEGATIVE_INFINITY;
    if (!this.#isRenewed) {
      this.#heldSince = clock.now();
      log.info('opened the session of a scale set', { entry: this.entry, scaleSet: scaleSet.name, scaleSetId: scaleSet.id });
    }
    this.#isOpen = true;
    this.#isRenewed = false;
    let why: Closed = 'closed';
    try {
      await this.#messages.run(scaleSet, opened, { stop, isOver: () => this.#isUnasked });
      if (!stop.aborted && this.#isUnasked) {
        why = 'standby';
        return this.#noteUnasked();
      }
      this.#isRenewed = !stop.aborted;
      return 0;
    } catch (error) {
      return this.#noteEnd(error, { note: (each) => this.#messages.noteFailure(each) });
    } finally {
      this.#isOpen = false;
      // The count holds until the next session has another one.
      if (!this.#isRenewed) this.#parts.sink.noteClosed(this.entry, why);
      await this.#close(opened.session);
    }
  }

  /** Whether KEDA has had the time to ask for the number of this session, and has not: it may not reach this replica. */
  get #isUnasked(): boolean {
    const { askedAt, clock } = this.#parts;
    return clock.now() - Math.max(askedAt(this.entry), this.#heldSince) >= SCALE_SET.unasked.milliseconds;
  }

  /** Returns how long to leave the session to another replica. */
  #noteUnasked(): number {
    const fields = { entry: this.entry, scaleSet: this.#parts.entry.scaleSet.name, seconds: SCALE_SET.unasked.seconds };
    this.#parts.log.warn('KEDA does not ask for the number of a scale set, closing its session for another replica', fields);
    return SCALE_SET.handOver.milliseconds;
  }

  #noteConflict(): number {
    const { sink, onConflict, clock, log, entry } = this.#parts;
    this.#isRenewed = false;
    sink.noteClosed(this.entry, 'standby');
    onConflict(this.entry);
    if (clock.now() - this.#conflictLoggedAt >= SCALER.repeatLog.milliseconds) {
      this.#conflictLoggedAt = clock.now();
      log.info('the session of a scale set is open elsewhere, waiting for it to end', {
        entry: this.entry,
        scaleSet: entry.scaleSet.name,
      });
    }
    return SCALE_SET.takeOver.milliseconds;
  }

  /** Returns how long to wait before the next session. */
  #noteEnd(error: unknown, failures: Pick<Failures, 'note'>): number {
    this.#isRenewed = false;
    this.#parts.sink.noteClosed(this.entry, 'closed');
    // A poll does not say whether only the session is gone, or the scale set too. Nor does a 404 without the type of the failure.
    if (error instanceof ServiceError && (error.fault === 'absent' || error.status === 404)) this.#scaleSet = undefined;
    return failures.note(error);
  }

  /** Without waiting for long: the next replica has to wait only if GitHub does not know that this session has ended. */
  async #close(session: Session): Promise<void> {
    const { clock, log } = this.#parts;
    const done = new AbortController();
    const closing = session.close().catch((error: unknown) => {
      const remedy = 'GitHub ends it after about 90 seconds';
      log.warn('cannot close the session of a scale set', { entry: this.entry, reason: reason(error), remedy });
    });
    await Promise.race([closing, clock.sleep(SCALE_SET.close.milliseconds, done.signal)]);
    done.abort();
  }
}
