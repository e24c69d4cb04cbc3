import type * as z from 'zod';
import type { configSchema } from './schema/config';

/** A type in which every property, at any depth, is readonly. */
export type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

/** A type in which any property, at any depth, may be missing. Lists and maps of plain values are complete or missing. */
type DeepPartial<T> = T extends readonly (infer Item)[]
  ? Item extends object
    ? readonly (DeepPartial<Item> | undefined)[]
    : readonly Item[]
  : T extends object
    ? string extends keyof T
      ? Readonly<T>
      : { readonly [Key in keyof T]?: DeepPartial<T[Key]> | undefined }
    : T;

/** The config as it is written in agents.config.ts: options with a default may be left out. */
export type ConfigInput = DeepReadonly<z.input<typeof configSchema>>;

/** The checked config, with all defaults filled in. Stacks get this one. */
export type Config = DeepReadonly<z.output<typeof configSchema>>;

/** A config that contains only its valid options. Rules get this one. */
export type PartialConfig = DeepPartial<z.output<typeof configSchema>>;

/** A cluster that a deploy creates. */
export type CreatedCluster = Extract<Config['cluster'], { kind: 'create' }>;

/** An entry of `agentPools`. */
export type AgentPoolConfig = Config['agentPools'][number];

/** A time in which an entry keeps agents warm. */
export type WarmWindow = AgentPoolConfig['warm'][number];

export type PartialAgentPool = DeepPartial<z.output<typeof configSchema>['agentPools'][number]>;

/** An entry of `runnerPools`: a runner scale set of GitHub Actions. */
export type RunnerPoolConfig = Config['runnerPools'][number];

export type PartialRunnerPool = DeepPartial<z.output<typeof configSchema>['runnerPools'][number]>;

/** What entries of both lists have in common. */
export type EntryConfig = Pick<AgentPoolConfig, keyof AgentPoolConfig & keyof RunnerPoolConfig>;

export type PartialEntry = Pick<PartialAgentPool, keyof PartialAgentPool & keyof PartialRunnerPool>;

/** What the runners belong to in GitHub, and how to sign in to it. */
export type GitHubConfig = NonNullable<Config['gitHub']>;
