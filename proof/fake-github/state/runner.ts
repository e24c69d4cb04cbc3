/** A registered runner. It is ephemeral: its registration ends with its job. Records are immutable; times are milliseconds since 1970. */
export interface Runner {
  readonly id: number;
  readonly name: string;
  /** Id of the scope that it is registered in. */
  readonly scopeId: string;
  readonly groupId: number;
  /** 0 for a runner outside scale sets. */
  readonly scaleSetId: number;
  readonly labels: readonly string[];
  readonly workFolder: string;
  readonly disableUpdate: boolean;
  /** Identifies the runner at the token endpoint. */
  readonly clientId: string;
  readonly status: 'online' | 'offline';
  /** Id of the job that it has, from the moment that the job is sent to it. */
  readonly jobId?: number | undefined;
  readonly createdOn: number;
}

export const isIdle = ({ status, jobId }: Runner): boolean => status === 'online' && jobId === undefined;
