import type { JobComponent } from '../../config/labels';
import type { Clock } from '../../lib/clock';
import type { Agent } from '../../providers/contract/agent-service';
import type { LoadService } from './load-service';
import type { Progress } from './progress';
import type { Leftovers } from './report';
import { WORDS } from './words';

/** Which agents may belong to the load. */
export interface Suspects {
  /** Agents that were registered before the load. */
  readonly before: ReadonlySet<string>;
  /** Agents that had a job of the load. */
  readonly used: ReadonlySet<string>;
  /** The start of the names of the entry's agents. */
  readonly prefix: string;
}

/** The agents that the load left behind: those that had a job of it, and those that started for it and got none. */
export function leftBehind(agents: readonly Agent[], { before, used, prefix }: Suspects): readonly string[] {
  // An agent with an assigned job belongs to another run, and a disabled one is the placeholder.
  const isNewAndIdle = ({ name, enabled, assignedRequest }: Agent) =>
    name.startsWith(prefix) && !before.has(name) && enabled && !assignedRequest;
  return agents.filter((agent) => used.has(agent.name) || isNewAndIdle(agent)).map(({ name }) => name);
}

export interface LeftoverCount {
  readonly poolId: number;
  /** What is counted. */
  readonly kind: JobComponent;
  readonly suspects: Suspects;
  /** How long to wait first. */
  readonly afterSeconds: number;
}

interface Tools {
  readonly service: Pick<LoadService, 'agents'>;
  readonly progress: Progress;
  readonly clock: Clock;
  readonly stop: AbortSignal;
}

/** Between two updates of the countdown. */
const COUNTDOWN_SECONDS = 10;

/** Waits, and then lists the agents that are left behind. Returns undefined if it is interrupted. */
export async function countLeftovers(
  { poolId, kind, suspects, afterSeconds }: LeftoverCount,
  { service, progress, clock, stop }: Tools,
): Promise<Leftovers | undefined> {
  const end = clock.now() + afterSeconds * 1000;
  for (let left = afterSeconds; left > 0 && !stop.aborted; left = (end - clock.now()) / 1000) {
    progress.update(`looking for ${WORDS[kind].many} left behind in ${Math.ceil(left)} s`);
    await clock.sleep(Math.min(left, COUNTDOWN_SECONDS) * 1000, stop);
  }
  if (stop.aborted) return undefined;
  return { afterSeconds, agents: leftBehind(await service.agents(poolId, stop), suspects) };
}
