import { MessageQueue } from './message-queue';
import type { QueueSession } from './queue-session';
import type { Scope } from './scope';

export interface Label {
  readonly type: string;
  readonly name: string;
}

/** What clients may change of a scale set. */
export interface ScaleSetFields {
  readonly name: string;
  readonly groupId: number;
  readonly labels: readonly Label[];
  readonly disableUpdate: boolean;
}

/** A scale set with its messages and its session. */
export class ScaleSet {
  readonly id: number;
  readonly scope: Scope;
  readonly createdOn: number;
  readonly queue = new MessageQueue();
  fields: ScaleSetFields;
  /** The session that is open. */
  session: QueueSession | undefined;

  constructor(id: number, scope: Scope, fields: ScaleSetFields, createdOn: number) {
    this.id = id;
    this.scope = scope;
    this.fields = fields;
    this.createdOn = createdOn;
  }

  /** Whether it has all labels that a job asks for, and the repository of the job may use its group. */
  matches(repository: string, labels: readonly string[]): boolean {
    const own = new Set(this.fields.labels.map(({ name }) => name.toLowerCase()));
    return labels.every((label) => own.has(label.toLowerCase())) && this.scope.serves(repository, this.fields.groupId);
  }
}
