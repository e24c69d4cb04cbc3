import type { WaitingJob } from '../../providers/contract/queue';

/** A Job of Kubernetes that has one agent, as one decision sees it. */
export interface AgentFacts {
  /** Name of the entry. */
  readonly entry: string;
  /** Name of the pod and of the agent. Undefined until the pod exists. */
  readonly name: string | undefined;
  /** The agent may still take a job. */
  readonly onItsWay: boolean;
  /** KEDA counts the Job as unfinished, and its pod has not ended. */
  readonly unfinished: boolean;
  /** Its container has ended, so its pod is about to end. It is unfinished. */
  readonly ending: boolean;
  /** Its pod cannot start. It is unfinished, and not on its way. */
  readonly stuck: boolean;
}

/** One entry, as one decision sees it. */
export interface EntryFacts {
  readonly name: string;
  readonly maxAgents: number;
  /** How many agents to have beyond those for the queue. */
  readonly warm: number;
  /** The most Jobs to ask for now. Less than infinity while pods of this entry cannot start. */
  readonly attempts: number;
  /** Whether agents that are ending count as unfinished. Not if their Jobs may be complete by the time at which KEDA has the answer. */
  readonly countsEnding: boolean;
}

/** Everything that one decision is made from. All of it is of one moment: see docs/scaler.md. */
export interface Situation {
  /** In order of preference: a job that several entries can serve gets an agent of the first one with room. */
  readonly entries: readonly EntryFacts[];
  /** In the order of the queue. */
  readonly jobs: readonly WaitingJob[];
  readonly agents: readonly AgentFacts[];
  /** The most agents that the parallel jobs of the organisation allow; infinity without such a limit. */
  readonly agentLimit: number;
}
