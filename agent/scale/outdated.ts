import { minutes } from '../../lib/duration';
import type { TrackedAgent } from './agent-tracker';

/** From when on an idle agent is to be replaced. */
export interface Freshness {
  /** The image that new agents are expected to have; undefined if it is not known. */
  readonly image: string | undefined;
  readonly maxHours: number;
  /** Milliseconds since 1970. An agent with another image is to be replaced if it was created before. */
  readonly imageSince: number;
}

/**
 * The idle agent that is to be replaced first: the oldest of those with another image or above the age limit. Undefined if
 * there is none.
 */
export function outdatedAgent(
  idle: readonly TrackedAgent[],
  { image, maxHours, imageSince }: Freshness,
  now: number,
): TrackedAgent | undefined {
  const outdated = idle.filter((agent) => {
    const isOfOtherImage = image !== undefined && agent.state.image !== undefined && agent.state.image !== image;
    return (isOfOtherImage && createdAt(agent) < imageSince) || now - createdAt(agent) > minutes(maxHours * 60).milliseconds;
  });
  return outdated.toSorted(byCreation)[0];
}

/**
 * Since when new agents are known to have an image: since this program, which has its name, started, or since the youngest
 * agent with it was created. Agents that are created later with another image show that their ScaledJob has another one: a
 * replacement would have it too, and would be replaced again without end.
 * @param agents all those of an entry
 */
export function imageSince(image: string | undefined, agents: readonly TrackedAgent[], programStartedAt: number): number {
  return Math.max(programStartedAt, ...agents.filter(({ state }) => state.image === image).map(createdAt));
}

/** The oldest first. */
export const byCreation = (one: TrackedAgent, other: TrackedAgent): number =>
  createdAt(one) - createdAt(other) || one.job.metadata.name.localeCompare(other.job.metadata.name);

/** In milliseconds since 1970. */
const createdAt = ({ job }: TrackedAgent): number => Date.parse(job.metadata.creationTimestamp ?? '') || 0;
