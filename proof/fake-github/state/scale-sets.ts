import { badRequest, scaleSetExists, scaleSetNotFound } from '../service-error';
import type { QueueSessions } from './queue-sessions';
import { type Label, ScaleSet, type ScaleSetFields } from './scale-set';
import type { Scope } from './scope';
import type { Store } from './store';

/** A scale set as a client creates or changes it. */
export interface ScaleSetSpec {
  readonly name?: string | undefined;
  readonly groupId?: number | undefined;
  readonly labels?: readonly { readonly type?: string | undefined; readonly name: string }[] | null | undefined;
  readonly setting?: { readonly disableUpdate?: boolean | undefined } | undefined;
}

/** The scale sets: create, find, change, delete. */
export class ScaleSets {
  readonly #store: Store;
  readonly #sessions: QueueSessions;
  #onDelete: (set: ScaleSet) => void = () => {};

  constructor(store: Store, sessions: QueueSessions) {
    this.#store = store;
    this.#sessions = sessions;
  }

  /** Calls back with each scale set that is deleted. */
  whenDeleted(callback: (set: ScaleSet) => void): void {
    this.#onDelete = callback;
  }

  of(scope: Scope): readonly ScaleSet[] {
    return this.#store.scaleSets.filter((set) => set.scope === scope);
  }

  /** @throws ActionsError 404, also for a scale set of another scope */
  find(scope: Scope, id: number): ScaleSet {
    const set = this.#store.scaleSet(id);
    if (set.scope !== scope) throw scaleSetNotFound(id);
    return set;
  }

  /** @throws ActionsError 400 if the name is missing or taken in the group, 404 without such a group */
  create(scope: Scope, { name = '', groupId = 1, labels, setting }: ScaleSetSpec): ScaleSet {
    if (name === '') throw badRequest('Value cannot be null. Parameter name: name');
    const fields = {
      name,
      groupId: scope.group(groupId).id,
      labels: this.#labels(labels ?? [], name),
      disableUpdate: setting?.disableUpdate ?? false,
    };
    this.#checkName(scope, fields);
    const set = new ScaleSet(this.#store.ids.scaleSet(), scope, fields, this.#store.clock.now());
    this.#store.putScaleSet(set);
    return set;
  }

  /** Changes what the spec has. @throws ActionsError 400 if the name is taken in the group, 404 without such a group */
  update(set: ScaleSet, { name, groupId, labels, setting }: ScaleSetSpec): void {
    const { fields, scope } = set;
    const resets = setting !== undefined && setting.disableUpdate === undefined && this.#store.settings.emptySettingResets;
    const changed = {
      name: name || fields.name,
      groupId: groupId ? scope.group(groupId).id : fields.groupId,
      labels: labels?.length ? this.#labels(labels, name || fields.name) : fields.labels,
      disableUpdate: setting?.disableUpdate ?? (resets ? false : fields.disableUpdate),
    };
    this.#checkName(scope, changed, set);
    set.fields = changed;
    this.#store.changed();
  }

  /** Ends its session, and returns its jobs that do not run to the queue. Its runners remain. */
  delete(set: ScaleSet): void {
    this.#store.deleteScaleSet(set.id);
    this.#sessions.end(set, true);
    this.#onDelete(set);
  }

  /** Without labels, the name is the only one. */
  #labels(given: NonNullable<ScaleSetSpec['labels']>, name: string): readonly Label[] {
    const own = this.#store.settings.customLabels ? given : [];
    if (own.length === 0) return [{ type: 'System', name }];
    return own.map((label) => ({ type: label.type || 'System', name: label.name }));
  }

  #checkName(scope: Scope, { name, groupId }: ScaleSetFields, self?: ScaleSet): void {
    const isTaken = ({ fields }: ScaleSet) => fields.groupId === groupId && fields.name.toLowerCase() === name.toLowerCase();
    if (this.of(scope).some((set) => set !== self && isTaken(set))) throw scaleSetExists(name);
  }
}
