import type * as z from 'zod';
import type { configSchema } from './schema/config';

/** A type whose every part, however deep, is readonly. */
export type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

/** A type of which any part, however deep, may be missing; lists and maps of plain values are there as a whole or not at all. */
export type DeepPartial<T> = T extends readonly (infer Item)[]
  ? Item extends object
    ? readonly (DeepPartial<Item> | undefined)[]
    : readonly Item[]
  : T extends object
    ? string extends keyof T
      ? Readonly<T>
      : { readonly [Key in keyof T]?: DeepPartial<T[Key]> | undefined }
    : T;

/** What a person writes in agents.config.ts: options with a default may be left out. */
export type ConfigInput = DeepReadonly<z.input<typeof configSchema>>;

/** The checked config that stacks see: every default filled in. */
export type Config = DeepReadonly<z.output<typeof configSchema>>;

/** A config of which only the sound parts are there; what the rules look at. */
export type PartialConfig = DeepPartial<z.output<typeof configSchema>>;

export type AgentPoolConfig = Config['agentPools'][number];
export type PartialAgentPool = DeepPartial<z.output<typeof configSchema>['agentPools'][number]>;
