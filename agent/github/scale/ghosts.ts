import { SCALE_SET } from '../../../config/timings';
import type { Clock } from '../../../lib/clock';
import { isEphemeral } from '../../../providers/contract/reap-rule';
import type { GitHub } from '../../../providers/github/client/client';
import type { Runner, ScaleSet } from '../../../providers/github/client/types';
import type { Log } from '../../process/log';
import { Failures } from './failures';

/** Between two lists of the runners. Several fit into a short wait too. */
const pauseMs = (reapAfterMs: number): number => Math.min(SCALE_SET.runners.milliseconds, reapAfterMs / 3);

/** The most runners that one round removes, so that the calls last for others too. */
const MAX_RUNNERS_A_ROUND = 50;

interface HeldScaleSet {
  readonly entry: string;
  readonly scaleSet: Pick<ScaleSet, 'id'>;
}

export interface GhostsParts {
  readonly client: Pick<GitHub, 'runners' | 'removeRunner'>;
  /** The scale sets whose session this replica has, each with its entry. */
  readonly held: () => readonly HeldScaleSet[];
  /** Names of the pods that are alive. Throws if that is not certain; then nothing is done. */
  readonly livePods: () => Promise<ReadonlySet<string>>;
  readonly onReaped: (entry: string) => void;
  /** How long a runner must have been without its pod before it is removed, in milliseconds. */
  readonly reapAfterMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

interface OwnRunner extends Runner {
  readonly entry: string;
}

/**
 * Reaps runners whose pods are not alive: their pods ended without removing them, for example because the node was lost. GitHub does
 * not say how long a runner has been offline, so this counts from when the pod was first seen to be gone. A runner with a job is
 * never removed: GitHub refuses that.
 */
export class Ghosts {
  readonly #parts: GhostsParts;
  /** When each runner without a pod was first seen, by id. */
  #seenAt: ReadonlyMap<number, number> = new Map();
  /** Where the last round ended: a runner that cannot be removed must not prevent the others from being examined. */
  #lastId = 0;

  constructor(parts: GhostsParts) {
    this.#parts = parts;
  }

  /** Reaps again and again until it is asked to stop. Never rejects. */
  async run(stop: AbortSignal): Promise<void> {
    const { clock, log, reapAfterMs } = this.#parts;
    const failures = new Failures('reap runners whose pods have ended', log);
    while (!stop.aborted) {
      await clock.sleep(pauseMs(reapAfterMs), stop);
      if (stop.aborted) return;
      try {
        await this.reap();
        failures.noteSuccess();
      } catch (error) {
        await clock.sleep(failures.note(error), stop);
      }
    }
  }

  /** @throws on the first error or uncertain answer. The next round resumes after the runner tried last. */
  async reap(): Promise<void> {
    const { client, livePods, reapAfterMs, clock } = this.#parts;
    const held = this.#parts.held();
    // What was seen still holds when the session comes back: a pod that has ended does not return.
    if (held.length === 0) return;
    const own = ownOf(await client.runners(), held);
    // Listed after the runners: a pod exists before its runner does, so a pod that is not in this list has ended.
    const live = own.length === 0 ? new Set<string>() : await livePods();
    const podless = own.filter(({ name }) => !live.has(name));
    const now = clock.now();
    this.#seenAt = new Map(podless.map(({ id }) => [id, this.#seenAt.get(id) ?? now]));
    const due = podless.filter(({ id }) => now - (this.#seenAt.get(id) ?? now) >= reapAfterMs);
    for (const runner of this.#inTurn(due)) {
      this.#lastId = runner.id;
      await this.#remove(runner);
    }
  }

  /** The runners of this round, beginning after the one that was tried last. */
  #inTurn(runners: readonly OwnRunner[]): readonly OwnRunner[] {
    const byId = runners.toSorted((one, other) => one.id - other.id);
    const after = byId.filter(({ id }) => id > this.#lastId);
    return [...after, ...byId.slice(0, byId.length - after.length)].slice(0, MAX_RUNNERS_A_ROUND);
  }

  async #remove({ id, name, entry }: OwnRunner): Promise<void> {
    const { client, onReaped, log } = this.#parts;
    // A runner that was lost during its job stays busy until GitHub gives it up.
    if ((await client.removeRunner(id)) !== 'deleted') return;
    onReaped(entry);
    log.info('reaped a runner whose pod has ended', { runner: name, runnerId: id, entry });
  }
}

/** The runners that are named like pods of an entry and are in its scale set. */
function ownOf(runners: readonly Runner[], held: readonly HeldScaleSet[]): readonly OwnRunner[] {
  return runners.flatMap((runner) => {
    const found = held.find(({ entry, scaleSet }) => scaleSet.id === runner.scaleSetId && isEphemeral(runner.name, `${entry}-`));
    return found === undefined ? [] : [{ ...runner, entry: found.entry }];
  });
}
