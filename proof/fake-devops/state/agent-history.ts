import type { Agent } from './agent';

/** What happened to an agent. */
export type AgentEventKind =
  | 'registered'
  | 'replaced'
  | 'enabled'
  | 'disabled'
  | 'online'
  | 'offline'
  | 'assigned'
  | 'picked up'
  | 'released'
  | 'completed'
  | 'shutting down'
  | 'deleted';

/** One entry of an agent's history. Times are milliseconds since 1970. */
export interface AgentEvent {
  readonly at: number;
  readonly kind: AgentEventKind;
  /** The job request that it is about. */
  readonly requestId?: number | undefined;
}

/** An agent, registered or deleted, and everything that happened to it, oldest first. */
export interface AgentStory {
  /** Its last state. */
  readonly agent: Agent;
  readonly isDeleted: boolean;
  readonly events: readonly AgentEvent[];
}

/** Deleted agents whose history is kept, so that a fake can run for days. */
const MAX_DELETED = 500;

/** The stories of the agents of one agent pool. */
export class AgentHistory {
  readonly #stories = new Map<number, AgentStory>();

  /** Oldest registration first. */
  get stories(): readonly AgentStory[] {
    return [...this.#stories.values()];
  }

  /** Undefined if there was no such agent, or if it was deleted long ago. */
  story(agentId: number): AgentStory | undefined {
    return this.#stories.get(agentId);
  }

  /** Records how an agent changed. An agent that is registered has no `before`, one that is deleted has no `after`. */
  changed(before: Agent | undefined, after: Agent | undefined, at: number): void {
    const agent = after ?? before;
    if (agent === undefined) return;
    this.#add(agent, { isDeleted: after === undefined, events: eventsBetween(before, after).map((event) => ({ at, ...event })) });
    if (after === undefined) this.#forgetOldest();
  }

  pickedUp(agent: Agent, requestId: number, at: number): void {
    this.#add(agent, { isDeleted: false, events: [{ at, kind: 'picked up', requestId }] });
  }

  #add(agent: Agent, { isDeleted, events }: Pick<AgentStory, 'isDeleted' | 'events'>): void {
    const known = this.#stories.get(agent.id)?.events ?? [];
    this.#stories.set(agent.id, { agent, isDeleted, events: events.length === 0 ? known : [...known, ...events] });
  }

  #forgetOldest(): void {
    const deleted = this.stories.filter(({ isDeleted }) => isDeleted);
    for (const { agent } of deleted.slice(0, -MAX_DELETED)) this.#stories.delete(agent.id);
  }
}

type Change = Omit<AgentEvent, 'at'>;

/** What happened to an agent between two of its states. */
function eventsBetween(before: Agent | undefined, after: Agent | undefined): readonly Change[] {
  if (after === undefined) return [{ kind: 'deleted' }];
  if (before === undefined) return [{ kind: 'registered' }, ...(after.enabled ? [] : [{ kind: 'disabled' } as const])];
  return [
    ...(before.clientId === after.clientId ? [] : [{ kind: 'replaced' } as const]),
    ...(before.enabled === after.enabled ? [] : [{ kind: after.enabled ? 'enabled' : 'disabled' } as const]),
    ...jobChange(before, after),
    ...(after.closing && !before.closing ? [{ kind: 'shutting down' } as const] : []),
    ...(before.status === after.status ? [] : [{ kind: after.status } as const]),
  ];
}

function jobChange({ assignedRequestId: before }: Agent, { assignedRequestId: after, lastCompletedRequestId }: Agent): readonly Change[] {
  if (before === after) return [];
  if (after !== undefined) return [{ kind: 'assigned', requestId: after }];
  return [{ kind: lastCompletedRequestId === before ? 'completed' : 'released', requestId: before }];
}
