import { POLLING, SCALER } from '../../config/timings';
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
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(inputs: EntryCapabilitiesInputs) {
    this.#inputs = inputs;
  }

  /** The entries whose agents may run a job with these demands, in order of preference. */
  entriesFor(demands: readonly string[]): readonly string[] {
    return this.#inputs.entries.map(({ name }) => name).filter((name) => this.#tests.get(name)?.(demands));
  }

  /** @throws ServiceError */
  async refreshIfOld(poolId: number): Promise<void> {
    const complete = this.#tests.size === this.#inputs.entries.length;
    await this.#refreshAfter(complete ? SCALER.capabilities.milliseconds : POLLING.scaler.milliseconds, poolId);
  }

  /** @throws ServiceError */
  async refreshIfUnmatched(poolId: number, waiting: readonly (readonly string[])[]): Promise<void> {
    if (waiting.some((demands) => this.entriesFor(demands).length === 0)) {
      await this.#refreshAfter(SCALER.capabilitiesRetry.milliseconds, poolId);
    }
  }

  /** An entry whose placeholder is gone keeps its last known capabilities. */
  async #refreshAfter(ms: number, poolId: number): Promise<void> {
    const { client, clock, entries } = this.#inputs;
    if (clock.now() - this.#readAt < ms) return;
    const found = await Promise.all(entries.map(async ({ placeholder }) => client.capabilities(poolId, placeholder)));
    this.#readAt = clock.now();
    for (const [index, { name }] of entries.entries()) {
      const capabilities = found[index];
      if (capabilities !== undefined) this.#tests.set(name, demandTest(capabilities));
    }
  }
}
