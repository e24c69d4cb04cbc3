import { SCALER } from '../../config/timings';
import { demandTest } from '../../providers/azure-devops/match-demands';
import type { QueueReaderInputs } from './queue-reader';

/**
 * What the agents of each entry can do: the capabilities that the entry's placeholder has registered from the same image. They
 * are read when they are old, and sooner if a job waits that no entry can take: a new image may have registered new ones.
 */
export class EntryCapabilities {
  readonly #inputs: Pick<QueueReaderInputs, 'client' | 'clock' | 'entries'>;
  readonly #tests = new Map<string, ReturnType<typeof demandTest>>();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(inputs: Pick<QueueReaderInputs, 'client' | 'clock' | 'entries'>) {
    this.#inputs = inputs;
  }

  /** The entries whose agents may run a job with these demands, in order of preference. */
  entriesFor(demands: readonly string[]): readonly string[] {
    return this.#inputs.entries.map(({ name }) => name).filter((name) => this.#tests.get(name)?.(demands));
  }

  /** @throws ServiceError */
  async refreshIfOld(poolId: number): Promise<void> {
    const complete = this.#tests.size === this.#inputs.entries.length;
    await this.#refreshAfter(complete ? SCALER.capabilities.milliseconds : SCALER.poll.milliseconds, poolId);
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
