import { SCALER } from '../../config/timings';
import type { Clock } from '../../lib/clock';
import type { DevOps } from '../../providers/azure-devops/client/client';
import { demandTest } from '../../providers/azure-devops/match-demands';

/** An entry that serves the agent pool. */
export interface QueueEntry {
  /** Name of the ScaledJob. */
  readonly name: string;
  /** Name of the placeholder, whose capabilities are those of the entry's agents. */
  readonly placeholder: string;
}

export interface EntryCapabilitiesInputs {
  readonly client: Pick<DevOps, 'capabilities'>;
  readonly clock: Pick<Clock, 'now'>;
  /** In order of preference. */
  readonly entries: readonly QueueEntry[];
}

/**
 * What the agents of each entry can do: the capabilities that the entry's placeholder has registered from the same image. They
 * are read when they are old, and sooner if a job waits that no entry can take: a new image may have registered new ones.
 */
export class EntryCapabilities {
  readonly #inputs: EntryCapabilitiesInputs;
  readonly #tests = new Map<string, ReturnType<typeof demandTest>>();
  /** When reading all of them, and those that are missing, last began. */
  #readAt = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #failed = false;

  constructor(inputs: EntryCapabilitiesInputs) {
    this.#inputs = inputs;
  }

  /** The entries whose agents may run a job with these demands, in order of preference. */
  entriesFor(demands: readonly string[]): readonly string[] {
    return this.#inputs.entries.map(({ name }) => name).filter((name) => this.#tests.get(name)?.(demands));
  }

  /** @throws ServiceError if no capabilities are known at all */
  async refreshIfOld(poolId: number): Promise<void> {
    const { clock, entries } = this.#inputs;
    const every = this.#failed ? SCALER.capabilitiesRetry : SCALER.capabilities;
    const missing = entries.filter(({ name }) => !this.#tests.has(name));
    if (clock.now() - this.#readAt >= every.milliseconds) await this.#readAll(poolId);
    else if (missing.length > 0 && clock.now() - this.#lookedAt >= SCALER.capabilitiesMissing.milliseconds)
      await this.#read(missing, poolId);
  }

  /** @throws ServiceError if no capabilities are known at all */
  async refreshIfUnmatched(poolId: number, waiting: readonly (readonly string[])[]): Promise<void> {
    const isOld = this.#inputs.clock.now() - this.#readAt >= SCALER.capabilitiesRetry.milliseconds;
    if (isOld && waiting.some((demands) => this.entriesFor(demands).length === 0)) await this.#readAll(poolId);
  }

  async #readAll(poolId: number): Promise<void> {
    this.#readAt = this.#inputs.clock.now();
    await this.#read(this.#inputs.entries, poolId);
  }

  /** An entry whose placeholder is gone, or cannot be read, keeps its last known capabilities: the queue can still be read. */
  async #read(entries: readonly QueueEntry[], poolId: number): Promise<void> {
    const { client, clock } = this.#inputs;
    this.#lookedAt = clock.now();
    const results = await Promise.allSettled(entries.map(async ({ placeholder }) => client.capabilities(poolId, placeholder)));
    for (const [index, { name }] of entries.entries()) {
      const result = results[index];
      if (result?.status === 'fulfilled' && result.value !== undefined) this.#tests.set(name, demandTest(result.value));
    }
    const failure = results.find((result) => result.status === 'rejected');
    this.#failed = failure !== undefined;
    if (failure === undefined || this.#tests.size > 0) return;
    this.#readAt = Number.NEGATIVE_INFINITY;
    throw failure.reason;
  }
}
