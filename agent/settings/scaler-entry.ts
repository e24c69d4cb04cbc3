import type { WarmWindow } from '../../config/types';
import type { AgentPoolRef } from '../../providers/contract/agent-service';

/** An entry of the config, as the scaler serves it. */
export interface ScalerEntry {
  /** Name of its ScaledJob. The names of its agents start with it. */
  readonly name: string;
  readonly maxAgents: number;
  readonly warm: readonly WarmWindow[];
  /** Hours after which a warm agent is replaced. */
  readonly warmMaxHours: number;
  /** Whether to start agents ahead of a steady stream of jobs. */
  readonly anticipate: boolean;
}

/** An entry of `agentPools`. */
export interface AgentPoolEntry extends ScalerEntry {
  readonly pool: AgentPoolRef;
  /** Name of its placeholder. */
  readonly placeholder: string;
}

/** A runner scale set, as the config names it. */
export interface ScaleSetRef {
  readonly name: string;
  /** Name of its runner group. */
  readonly group: string;
  /** Empty: the name of the scale set is its only label. */
  readonly labels: readonly string[];
}

/** An entry of `runnerPools`. */
export interface RunnerPoolEntry extends ScalerEntry {
  readonly scaleSet: ScaleSetRef;
}

/** Where the limit comes from: the service, the config (a number for the whole organisation), or nowhere. */
export type ParallelJobsOption = 'bought' | 'unlimited' | number;
