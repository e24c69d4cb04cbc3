import type { Call } from '../../contract/call';

/** A runner scale set: runners that share a name by which jobs ask for them. */
export interface ScaleSet {
  readonly id: number;
  readonly name: string;
  readonly runnerGroupId: number;
  readonly labels: readonly string[];
}

/** What to create a scale set with, or to change it to. */
export interface ScaleSetSpec {
  readonly name: string;
  readonly groupId: number;
  /** All labels. A job matches if the scale set has all that it asks for. Empty: its name alone. */
  readonly labels: readonly string[];
}

/** The numbers of a scale set at the time of an answer. They are current, unlike events. */
export interface Statistics {
  /** Jobs that match and that nobody has acquired. */
  readonly available: number;
  /** Jobs that this scale set has acquired and that are not assigned yet. */
  readonly acquired: number;
  /** Jobs that wait for a runner of this scale set, and jobs that run: the demand. */
  readonly assigned: number;
  /** Jobs that run. */
  readonly running: number;
  /** All runners of the scale set, offline ones too. */
  readonly registered: number;
  readonly busy: number;
  /** Runners that are online without a job. */
  readonly idle: number;
}

export interface Runner {
  readonly id: number;
  readonly name: string;
  /** 0 if it is in no scale set. */
  readonly scaleSetId: number;
}

/** A registered runner, and the files with which its listener signs in. */
export interface JitConfig {
  readonly runner: Runner;
  /** Base64 of a JSON object of file names, each with the base64 of its content. A secret. */
  readonly encoded: string;
}

/** What happened to a job. Events may be late, repeated or missing: count by `Statistics`. Times are milliseconds since 1970. */
export interface JobEvent {
  readonly kind: 'available' | 'assigned' | 'started' | 'completed';
  readonly jobId: string;
  /** What `Session.acquire` takes. It is 0 in events of github.com, so it is no key. */
  readonly requestId: number;
  /** Undefined if the event has none, as when a job was cancelled before a runner took it. */
  readonly runnerName: string | undefined;
  /** Of a completed job: `succeeded`, `failed`, `canceled` or a word that is not known here. */
  readonly result: string | undefined;
  readonly queuedAt: number | undefined;
  readonly startedAt: number | undefined;
}

export interface Message {
  readonly id: number;
  /** At most 50 in one message. */
  readonly events: readonly JobEvent[];
  readonly statistics: Statistics | undefined;
}

/** How to sign in to GitHub. */
export type Credential =
  | { readonly kind: 'app'; readonly clientId: string; readonly installationId: number; readonly privateKey: string }
  | { readonly kind: 'pat'; readonly token: string };

/** What the clients of GitHub need to know. */
export interface GitHubConnection {
  /** The URL of the organisation, repository or enterprise: see `parseScope`. */
  readonly url: string;
  /** Reads the credential again for each sign-in, because it may be rotated. */
  readonly credential: () => Promise<Credential>;
  /** ASCII. */
  readonly userAgent: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** Waits before a new registration token is tried again. @default - a timer */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Called once for each request, when its answer begins or when it fails without one. */
  readonly onCall?: (call: Call) => void;
}

export interface SessionAnswer {
  readonly session: Session;
  readonly statistics: Statistics;
}

/**
 * The message queue of a scale set. There is one session for each scale set at most. Every method throws ServiceError, `absent`
 * if the session or the scale set is gone: only a new session can help then.
 */
export interface Session {
  /**
   * Waits for the next message, about 50 seconds at most. Undefined if none came, or if the signal has ended the wait. A message
   * comes again until it is acknowledged. Never run two polls of one session at the same time. `capacity` is how many jobs may be
   * assigned at the same time; it must be at least 1, because with 0 the service sends neither jobs nor statistics.
   */
  poll(options: { readonly lastMessageId: number; readonly capacity: number; readonly signal: AbortSignal }): Promise<Message | undefined>;
  /** Removes a message from the queue. */
  acknowledge(messageId: number): Promise<void>;
  /** Takes available jobs for this scale set. Returns those that it got. */
  acquire(requestIds: readonly number[]): Promise<readonly number[]>;
  /** Ends the session. A session that the service no longer knows counts as ended. */
  close(): Promise<void>;
}
