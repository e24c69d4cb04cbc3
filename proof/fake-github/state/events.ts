import type { EventSwitches } from '../switches/event-switches';
import { type EventDetails, type JobEventType, jobEvent } from './job-event';
import type { JobRecord } from './job-record';
import type { QueueSessions } from './queue-sessions';
import type { ScaleSet } from './scale-set';
import type { Store } from './store';

/** Tells scale sets what happens to their jobs. */
export class Events {
  readonly #store: Store;
  readonly #sessions: QueueSessions;
  readonly #switches: EventSwitches;

  constructor(store: Store, sessions: QueueSessions, switches: EventSwitches) {
    this.#store = store;
    this.#sessions = sessions;
    this.#switches = switches;
  }

  /** Sends an event to the scale set of a job, if it still exists. */
  send(type: JobEventType, job: JobRecord, details: Omit<EventDetails, 'run'> = {}): void {
    this.sendTo(job.scaleSetId ?? 0, type, job, details);
  }

  sendTo(scaleSetId: number, type: JobEventType, job: JobRecord, details: Omit<EventDetails, 'run'> = {}): void {
    const set = this.#store.scaleSets.find(({ id }) => id === scaleSetId);
    if (set === undefined) return;
    const event = jobEvent(type, job, { run: this.#store.run(job.runId), ...details });
    this.#switches.pass(event, (passed) => {
      set.queue.add(passed);
      this.wake(set);
    });
  }

  /** Answers the poll of a scale set if it has messages. */
  wake(set: ScaleSet): void {
    this.#sessions.wake(set);
    this.#store.changed();
  }
}
