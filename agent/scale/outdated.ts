import { minutes } from '../../lib/duration';
import type { TrackedAgent } from './agent-tracker';

/** From when on an idle agent is to be replaced. */
export interface Freshness {
  /** The image of new agents. */
  readonly image: string;
  readonly maxHours: number;
}

/**
 * The idle agent that is to be replaced first: the oldest of those with another image or above the age limit. Undefined if
 * there is none. Every replica of the scaler names the same one.
 */
export function outdatedAgent(idle: readonly TrackedAgent[], { image, maxHours }: Freshness, now: number): TrackedAgent | undefined {
  const outdated = idle.filter((agent) => {
    const isOfOtherImage = agent.state.image !== undefined && agent.state.image !== image;
    return agent.state.started && (isOfOtherImage || now - createdAt(agent) > minutes(maxHours * 60).milliseconds);
  });
  return outdated.toSorted(byCreation)[0];
}

/** The oldest first. */
export const byCreation = (one: TrackedAgent, other: TrackedAgent): number =>
  createdAt(one) - createdAt(other) || one.job.metadata.name.localeCompare(other.job.metadata.name);

/** In milliseconds since 1970. */
const createdAt = ({ job }: TrackedAgent): number => Date.parse(job.metadata.creationTimestamp ?? '') || 0;
