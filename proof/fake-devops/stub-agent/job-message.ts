import type { AgentSettings } from './agent-files';
import type { Behaviour } from './behaviour';

/** The fields that the fake sends in the body of a PipelineAgentJobRequest. */
export interface JobMessage {
  readonly requestId: number;
  readonly jobId: string;
  readonly name: string;
  /** The job's own token. The worker does not use the listener's credential. */
  readonly accessToken: string;
  /** Seconds that a step without a script takes. */
  readonly seconds?: number;
  /** Bash script of the step. */
  readonly script?: string;
}

/** The body of a JobCancelMessage. */
export interface CancelMessage {
  readonly jobId: string;
  /** A .NET time span, such as 00:05:00, or a number of seconds. */
  readonly timeout?: string | number;
}

/** A message from a listener to its worker. */
export type WorkerMessage =
  | {
      readonly type: 'job';
      readonly job: JobMessage;
      readonly settings: AgentSettings;
      readonly behaviour: Behaviour;
      /** Whether the listener exits after this job. */
      readonly once: boolean;
    }
  /** `shutdown`: the listener is asked to stop; otherwise the job was cancelled. */
  | { readonly type: 'cancel'; readonly shutdown: boolean };

/** Milliseconds that a cancelled job may take to end. @default 60000 */
export function cancelMs({ timeout }: CancelMessage): number {
  if (typeof timeout === 'number') return timeout * 1000;
  const [hours, minutes, seconds] = (timeout ?? '00:01:00').split(':').map(Number);
  return ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
}
