import type { LoggedRequest } from '../../../fake-devops/http/request-log';
import type { CallRules } from '../calls';

/** A job in the fake of a service. Every property returns the current value; times are milliseconds since 1970. */
export interface ServiceJob {
  readonly id: number;
  readonly queueTime: number;
  /** Undefined until the job has started. */
  readonly startTime: number | undefined;
  readonly finishTime: number | undefined;
  readonly result: string | undefined;
  /** Name of the agent that has started it, which is also the name of its pod. Not defined before. */
  readonly agentName: string | undefined;
}

/** The fake of a service, as far as the benchmark needs it. */
export interface ServiceSide extends CallRules {
  /** Queues a job that a variant should bring an agent for. */
  queueJob(runSeconds: number): ServiceJob;
  cancelJob(job: Pick<ServiceJob, 'id'>): void;
  readonly jobs: readonly ServiceJob[];
  /** Calls a function after every change of a job or an agent, until the fake is closed. */
  onChange(note: () => void): void;
  /** Registered agents, without placeholders. */
  readonly agents: readonly { readonly name: string; readonly isOnline: boolean }[];
  /** Whether jobs can be queued. */
  readonly takesJobs: boolean;
  readonly requests: readonly LoggedRequest[];
  close(): Promise<void>;
}
