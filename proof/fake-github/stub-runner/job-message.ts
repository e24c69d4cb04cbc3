import type { Behaviour } from './behaviour';
import type { RunnerFile } from './runner-files';

/** The fields of a job that the fake sends. */
export interface JobMessage {
  readonly jobId: string;
  readonly jobDisplayName: string;
  readonly repository: string;
  /** Seconds that a step without a script takes. */
  readonly seconds: number;
  /** Bash script of the step. */
  readonly script?: string;
}

/** The body of a RunnerJobRequest: where the listener acquires the job. */
export interface JobReference {
  readonly runner_request_id: string;
  readonly run_service_url: string;
}

/** A message to the listener. `body` is JSON in a string. */
export interface Message {
  readonly messageId: number;
  readonly messageType: string;
  readonly body: string;
}

/** What a worker gets from its listener, and its token. */
export interface JobOrder {
  readonly job: JobMessage;
  readonly settings: RunnerFile;
  readonly behaviour: Behaviour;
  readonly runServiceUrl: string;
  readonly authorization: string;
}

/** A message from a listener to its worker. */
export type WorkerMessage = { readonly type: 'job'; readonly order: JobOrder } | { readonly type: 'cancel' };
