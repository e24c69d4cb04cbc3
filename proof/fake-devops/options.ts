import type { Clock } from './clock';
import type { Settings } from './settings';
import type { Agent } from './state/agent';
import type { AgentPoolSpec } from './state/agent-pool';
import type { AgentSpec } from './state/agents';
import type { JobRequest } from './state/job-request';
import type { PipelineSpec } from './state/pipeline';

/** How a fake starts. */
export interface FakeDevOpsOptions {
  /** @default 'contoso' */
  readonly organisation?: string;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default 0, any free one */
  readonly port?: number;
  /** @default realClock */
  readonly clock?: Clock;
  /** @default none */
  readonly pools?: readonly (string | AgentPoolSpec)[];
  /** The first is that of everything which names none. @default ['demo'] */
  readonly projects?: readonly [string, ...string[]];
  /** @default - one for each agent pool, with its name; ids from 12 on */
  readonly pipelines?: readonly PipelineSpec[];
  /** The Administrator's personal access token. @default - a random one */
  readonly token?: string;
  readonly settings?: Partial<Settings>;
}

/** An agent with the job that it has. */
export interface AgentSnapshot extends Agent {
  readonly assignedRequest?: JobRequest | undefined;
}

/** An agent that a test sets up and nobody registers. */
export interface AgentScene extends AgentSpec {
  /** Online without a session: it is given jobs and never picks them up. @default 'offline' */
  readonly status?: 'online' | 'offline';
  /** Milliseconds since 1970, or the time as text. @default now */
  readonly statusChangedOn?: number | string;
}
