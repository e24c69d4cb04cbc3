import type { AgentRef } from '../../providers/contract/agent-service';
import type { Noun } from './noun';
import type { WatchEnd, WatchInputs } from './watch';

/** One attempt to register. */
export interface Attempt {
  /** How long it may take, in milliseconds. */
  readonly leftMs: number;
  /** Called before the first request that may register the agent. */
  readonly onSent: () => void;
}

/**
 * What registering the agent of this pod takes at one service. A runner of GitHub counts as an agent here: its `poolId` is the id
 * of its scale set. `Registration` adds the retries and the time limits.
 */
export interface Registry {
  /** What it registers, for the log. */
  readonly noun: Noun;
  /** What happens to an agent that could not be deregistered, for the log. */
  readonly remedyIfLeft: string;
  /**
   * Registers the agent: one attempt. @throws ServiceError, `transient` if the next attempt may succeed; CredentialError if the
   * service gave files that no job may have
   */
  register(attempt: Attempt): Promise<AgentRef>;
  /** The ids of an agent, named as this service names them, for the log. */
  idsOf(agent: AgentRef): Readonly<Record<string, number>>;
  /** Whether a request of a failed attempt may still be on its way to the service, so that the agent may appear later. */
  mayAppearAfter(error: unknown): boolean;
  /** This agent by its name; undefined if it is not registered. @throws ServiceError if the service does not tell */
  find(): Promise<AgentRef | undefined>;
  /** @throws ServiceError: `transient` while it runs a job or is still registered */
  remove(agent: AgentRef): Promise<void>;
  /** Moves the files with which the listener signs in to the folder. Only after `register`. */
  handOver(folder: string): Promise<void>;
  /** Watches the agent until it may stop: see `Watch`. */
  watch(inputs: WatchInputs): Promise<WatchEnd>;
}
