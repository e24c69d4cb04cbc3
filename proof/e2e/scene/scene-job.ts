import { eventually, type WaitOptions } from './eventually';

/** A job of a scenario, of either service. */
export interface SceneJob {
  /** How often its script has started, as the script itself reports. */
  readonly starts: number;
  readonly isRunning: boolean;
  readonly isOver: boolean;
  /** Name of the agent or runner that has, or had, the job. */
  readonly takenBy: string | undefined;
  /** Lets a held job end. */
  release(): void;
  toString(): string;
}

/** What a job does in addition to its reports. */
export interface JobWork {
  /** What the job does, for bash. @default - it sleeps for `seconds` */
  readonly script?: string;
  /** How long a job without a script sleeps. @default 0 */
  readonly seconds?: number;
  /** Whether the job runs until it is released. @default false */
  readonly held?: boolean;
}

/** Waits until all of these jobs run at the same time. */
export async function untilAllRunning(jobs: readonly SceneJob[], options: WaitOptions = {}): Promise<void> {
  const what = () => `these jobs run at the same time: ${jobs.join('; ')}`;
  await eventually(what, () => jobs.every(({ isRunning }) => isRunning), options);
}

/** Waits until all of these jobs are over, whatever their results. */
export async function untilAllOver(jobs: readonly SceneJob[], options: WaitOptions = {}): Promise<void> {
  const unfinished = () => jobs.filter(({ isOver }) => !isOver);
  await eventually(
    () => `these jobs are over: ${unfinished().join('; ')}`,
    () => unfinished().length === 0,
    options,
  );
}
