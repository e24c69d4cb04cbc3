import type { RsaPublicKey } from '../identity/rsa-public-key';

/** A registered agent. Records are immutable: each transition below returns a new one. Times are milliseconds since 1970. */
export interface Agent {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly osDescription: string;
  /** False prevents new assignments and has no other effect. */
  readonly enabled: boolean;
  readonly status: 'online' | 'offline';
  readonly provisioningState: string;
  readonly createdOn: number;
  readonly statusChangedOn: number;
  /** Start of the wait for `pickupDelayMs`: when the agent last became able to take a job. */
  readonly idleSince: number;
  readonly systemCapabilities: Readonly<Record<string, string>>;
  readonly userCapabilities: Readonly<Record<string, string>>;
  /** Identifies the agent's own key to the token endpoint. */
  readonly clientId: string;
  readonly publicKey?: RsaPublicKey | undefined;
  readonly sessionId?: string | undefined;
  readonly assignedRequestId?: number | undefined;
  readonly lastCompletedRequestId?: number | undefined;
  /** The agent has reported that it is shutting down. It is still online, but takes no further job. */
  readonly closing: boolean;
}

/** The registered capabilities, and those that the service adds. `Agent.Version` lets a placeholder with a high version meet demands. */
export const capabilitiesOf = (agent: Agent): Record<string, string> => ({
  'Agent.Name': agent.name,
  'Agent.Version': agent.version,
  ...agent.systemCapabilities,
  ...agent.userCapabilities,
});

export const isIdle = (agent: Agent): boolean =>
  agent.status === 'online' && agent.enabled && !agent.closing && agent.assignedRequestId === undefined;

export const sessionOpened = (agent: Agent, sessionId: string, now: number): Agent => ({
  ...agent,
  sessionId,
  status: 'online',
  statusChangedOn: now,
  idleSince: now,
  closing: false,
});

/** An assigned job stays assigned until its lock lapses. */
export const sessionEnded = (agent: Agent, now: number): Agent => ({
  ...agent,
  sessionId: undefined,
  status: 'offline',
  statusChangedOn: now,
  closing: false,
});

export const reserved = (agent: Agent, assignedRequestId: number): Agent => ({ ...agent, assignedRequestId });

/** The request was withdrawn from the agent before the pickup. */
export const released = (agent: Agent, now: number): Agent => ({ ...agent, assignedRequestId: undefined, idleSince: now });

/** The request that the agent had picked up is completed. */
export const completed = (agent: Agent, { now, agentShuttingDown = false }: { now: number; agentShuttingDown?: boolean }): Agent => ({
  ...released(agent, now),
  lastCompletedRequestId: agent.assignedRequestId,
  closing: agent.status === 'online' && agentShuttingDown,
});

export const enabledSet = (agent: Agent, enabled: boolean, now: number): Agent => ({
  ...agent,
  enabled,
  idleSince: enabled && !agent.enabled ? now : agent.idleSince,
});
