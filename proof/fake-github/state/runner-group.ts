/** A runner group as a test defines it. */
export interface RunnerGroupSpec {
  readonly name: string;
  /** Full names of the repositories that may use the group. @default 'all' */
  readonly repositories?: 'all' | readonly string[];
  /** @default true */
  readonly allowsPublicRepositories?: boolean;
}

/** A runner group. The default group of a scope has id 1. */
export interface RunnerGroup extends Required<RunnerGroupSpec> {
  readonly id: number;
  readonly isDefault: boolean;
}

/** Whether workflows of a repository may use the runners of a group. */
export const isUsableBy = (group: RunnerGroup, repository: string): boolean =>
  group.repositories === 'all' || group.repositories.some((name) => name.toLowerCase() === repository.toLowerCase());
