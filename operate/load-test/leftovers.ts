import type { Agent } from '../../providers/contract/agent-service';

/** Whose agents they could be. */
export interface Suspects {
  /** Agents that were registered before the load. */
  readonly before: ReadonlySet<string>;
  /** Agents that had a job of the load. */
  readonly used: ReadonlySet<string>;
  /** The start of the names of the entry's agents. */
  readonly prefix: string;
}

/** The agents that the load left behind: those that had a job of it, and those that came for it and got none. */
export function leftBehind(agents: readonly Agent[], { before, used, prefix }: Suspects): readonly string[] {
  // One with a job in hand is another run's, a disabled one is the placeholder.
  const cameInVain = ({ name, enabled, assignedRequest }: Agent) =>
    name.startsWith(prefix) && !before.has(name) && enabled && !assignedRequest;
  return agents.filter((agent) => used.has(agent.name) || cameInVain(agent)).map(({ name }) => name);
}
