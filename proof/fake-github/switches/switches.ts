import type { Services } from '../routes/services';
import { type JobEventType, jobEvent } from '../state/job-event';
import type { JobRecord, JobResult } from '../state/job-record';
import type { MessageQueue } from '../state/message-queue';
import type { ScaleSet } from '../state/scale-set';
import type { ActiveSwitch, EventSwitch, EventSwitches } from './event-switches';
import type { MessageChange } from './message-changes';

/** Makes the service misbehave in ways that are no wrong answer to a single request. */
export class Switches {
  readonly #services: Services;
  readonly #events: EventSwitches;

  constructor(services: Services, events: EventSwitches) {
    this.#services = services;
    this.#events = events;
  }

  /** Drops, holds or repeats events about jobs. */
  events(spec: EventSwitch): ActiveSwitch {
    return this.#events.add(spec);
  }

  /** Changes the next messages. */
  changeMessages(change: MessageChange, times = 1): void {
    this.#services.messageChanges.add(change, times);
  }

  /** Sends an event about a job to its scale set, whether it is true or not. */
  sendEvent(type: JobEventType, job: Pick<JobRecord, 'id'>, result?: JobResult): void {
    const { store } = this.#services;
    const record = store.job(job.id);
    const event = jobEvent(type, record, { run: store.run(record.runId), result });
    this.#change(record.scaleSetId ?? 0, (queue) => queue.add(event));
  }

  /** Sends a message that has only statistics. */
  sendStatistics(scaleSetId: number): void {
    this.#change(scaleSetId, (queue) => queue.addStatistics());
  }

  /** Sends the events of the message that was acknowledged last again, in a new message. */
  repeatMessage(scaleSetId: number): void {
    this.#change(scaleSetId, (queue) => queue.repeat());
  }

  /** Sends the message that was acknowledged last again: its id is older than the client's last one. */
  redeliverMessage(scaleSetId: number): void {
    this.#change(scaleSetId, (queue) => queue.redeliver());
  }

  /** The service loses the session of a scale set: its token is refused, and so is a refresh. */
  loseSession(scaleSetId: number): void {
    this.#services.queueSessions.end(this.#set(scaleSetId));
  }

  /** The service deletes a scale set, as it may do with unused ones. */
  deleteScaleSet(scaleSetId: number): void {
    this.#services.scaleSets.delete(this.#set(scaleSetId));
  }

  /** Refuses all tokens of a kind that were issued so far. Returns their number. */
  revokeTokens(kind: 'installation' | 'registration' | 'admin' | 'queue'): number {
    return this.#services.tokens.revokeAll(kind);
  }

  /** The next runners to acquire their jobs lose them and their registrations: their listeners live on without ever working. */
  loseAssignments(times = 1): void {
    this.#services.jobRuns.loseAssignments(times);
  }

  #change(scaleSetId: number, change: (queue: MessageQueue) => void): void {
    const set = this.#set(scaleSetId);
    change(set.queue);
    this.#services.queueSessions.wake(set);
    this.#services.store.changed();
  }

  #set(id: number): ScaleSet {
    return this.#services.store.scaleSet(id);
  }
}
