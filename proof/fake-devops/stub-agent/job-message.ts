import type { AgentSettings } from './agent-files';
import type { Behaviour } from './behaviour';

/** The body of a PipelineAgentJobRequest, as far as the fake fills it. */
export interface JobMessage {
  readonly requestId: number;
  readonly jobId: string;
  readonly name: string;
  /** The job's own token: the worker needs nothing of what the listener signs in with. */
  readonly accessToken: string;
  /** How long the step takes when there is no script. */
  readonly seconds?: number;
  /** Run by bash. */
  readonly script?: string;
}

/** The body of a JobCancelMessage. */
export interface CancelMessage {
  readonly jobId: string;
  /** As .NET writes a time span, such as 00:05:00; or a number of seconds. */
  readonly timeout?: string | number;
}

/** What a listener tells its worker. */
export type WorkerMessage =
  | {
      readonly type: 'job';
      readonly job: JobMessage;
      readonly settings: AgentSettings;
      readonly behaviour: Behaviour;
      /** Whether the listener ends after this job. */
      readonly once: boolean;
    }
  /** `shutdown`: the listener is asked to stop; otherwise the job was cancelled. */
  | { readonly type: 'cancel'; readonly shutdown: boolean };

/** How long a cancelled job is waited for. @default 60000 */
export function cancelMs({ timeout }: CancelMessage): number {
  if (typeof timeout === 'number') return timeout * 1000;
  const [hours, minutes, seconds] = (timeout ?? '00:01:00').split(':').map(Number);
  return ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
}
