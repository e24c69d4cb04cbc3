import type { Clock } from './clock';
import type { Settings } from './settings';
import type { Agent } from './state/agent';
import type { AgentPoolSpec } from './state/agent-pool';
import type { AgentSpec } from './state/agents';
import type { JobRequest } from './state/job-request';
import type { PipelineSpec } from './state/pipeline';

/** Options of `FakeDevOps.start`. */
export interface FakeDevOpsOptions {
  /** @default 'contoso' */
  readonly organisation?: string;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default 0, any free port */
  readonly port?: number;
  /** @default realClock */
  readonly clock?: Clock;
  /** @default none */
  readonly pools?: readonly (string | AgentPoolSpec)[];
  /** Names; the first is the default project of pipelines. @default ['demo'] */
  readonly projects?: readonly [string, ...string[]];
  /** Added to the pipelines that each agent pool has under its own name. @default none */
  readonly pipelines?: readonly PipelineSpec[];
  /** The Administrator's personal access token. @default - a random one */
  readonly token?: string;
  readonly settings?: Partial<Settings>;
}

/** An agent with its assigned request, if it has one. */
export interface AgentSnapshot extends Agent {
  readonly assignedRequest?: JobRequest | undefined;
}

/** An agent that a test adds without a client that registers it. */
export interface AgentScene extends AgentSpec {
  /** An agent that is online without a session is assigned jobs, but never picks them up. @default 'offline' */
  readonly status?: 'online' | 'offline';
  /** Milliseconds since 1970, or an ISO 8601 time. @default now */
  readonly statusChangedOn?: number | string;
}
