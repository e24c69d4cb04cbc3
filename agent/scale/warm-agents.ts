import { warmAgentsAt } from '../../config/warm/warm-agents';
import type { ScalerEntry } from '../settings/scaler-entry';
import type { AgentTracker, TrackedAgent } from './agent-tracker';
import type { Anticipation } from './anticipation';
import { imageSince, outdatedAgent } from './outdated';

export interface WarmAgentsParts {
  readonly tracker: AgentTracker;
  readonly anticipation: Pick<Anticipation, 'wanted'>;
  /** Milliseconds since 1970. */
  readonly wallTime: () => number;
  /** The image of an entry's new agents; undefined if it is not known. */
  readonly imageOf: (entry: string) => string | undefined;
}

/** The agents that wait for jobs to come. */
export class WarmAgents {
  readonly #parts: WarmAgentsParts;
  readonly #startedAt: number;

  constructor(parts: WarmAgentsParts) {
    this.#parts = parts;
    this.#startedAt = parts.wallTime();
  }

  /** How many idle agents are wanted beyond the queue. */
  wanted({ name, warm }: ScalerEntry): number {
    return Math.max(warmAgentsAt(warm, this.#parts.wallTime()), this.#parts.anticipation.wanted(name));
  }

  /** The agent to replace next, while warm agents are wanted. */
  outdated(entry: ScalerEntry): TrackedAgent | undefined {
    if (this.wanted(entry) === 0) return undefined;
    const { tracker, imageOf, wallTime } = this.#parts;
    const image = imageOf(entry.name);
    const agents = tracker.agents.filter((agent) => agent.entry === entry.name);
    const since = imageSince(image, agents, this.#startedAt);
    return outdatedAgent(this.idle(entry.name), { image, maxHours: entry.warmMaxHours, imageSince: since }, wallTime());
  }

  /** Agents that have started and have no job. */
  idle(entry: string): readonly TrackedAgent[] {
    const { tracker } = this.#parts;
    return tracker.agents.filter(
      (agent) =>
        agent.entry === entry &&
        agent.state.started &&
        !agent.state.over &&
        agent.pod !== undefined &&
        !tracker.hasReceived(agent.pod.metadata.name),
    );
  }
}
