import type { RsaPublicKey } from '../identity/rsa-public-key';

/** A registered agent. Records are never changed: each transition below makes a new one. Times are milliseconds since 1970. */
export interface Agent {
  readonly id: number;
  readonly name: string;
  readonly version: string;
  readonly osDescription: string;
  /** Blocks new assignment and nothing else. */
  readonly enabled: boolean;
  readonly status: 'online' | 'offline';
  readonly provisioningState: string;
  readonly createdOn: number;
  readonly statusChangedOn: number;
  /** Since when it could have been given a job, for the delay of pickups. */
  readonly idleSince: number;
  readonly systemCapabilities: Readonly<Record<string, string>>;
  readonly userCapabilities: Readonly<Record<string, string>>;
  /** Identifies the agent's own key to the token endpoint. */
  readonly clientId: string;
  readonly publicKey?: RsaPublicKey | undefined;
  readonly sessionId?: string | undefined;
  readonly assignedRequestId?: number | undefined;
  readonly lastCompletedRequestId?: number | undefined;
  /** It has said that it is shutting down: online still, but it takes no further job. */
  readonly closing: boolean;
}

/** What the service adds to the capabilities that an agent registered with; a placeholder's high version counts through it. */
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

/** A job in hand stays assigned: it ends by its lock. */
export const sessionEnded = (agent: Agent, now: number): Agent => ({
  ...agent,
  sessionId: undefined,
  status: 'offline',
  statusChangedOn: now,
  closing: false,
});

export const reserved = (agent: Agent, assignedRequestId: number): Agent => ({ ...agent, assignedRequestId });

/** The request was taken from the agent before it was picked up. */
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
