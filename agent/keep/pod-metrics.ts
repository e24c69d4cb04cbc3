import { Gauge, type Registry } from 'prom-client';
import { isEphemeral } from '../../providers/contract/reap-rule';
import { PENDING_REASONS, pendingReason } from '../kubernetes/pending';
import type { Pod, PodList } from '../kubernetes/pod-list';

/** PodPhase of Kubernetes. */
const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;

/** Exposes the agent pods of one ScaledJob. All its metrics are absent while the pods cannot be listed. */
export class PodMetrics {
  readonly #prefix: string;
  readonly #pods: Gauge<'phase'>;
  readonly #pending: Gauge<'reason'>;
  readonly #oldestPending: Gauge;

  /** @param prefix of the names of the ScaledJob's pods */
  constructor(registry: Registry, prefix: string) {
    this.#prefix = prefix;
    const registers = [registry];
    this.#pods = new Gauge({ name: 'azp_pods', help: 'Agent pods by phase', labelNames: ['phase'], registers });
    this.#pending = new Gauge({ name: 'azp_pods_pending', help: 'Pending agent pods by reason', labelNames: ['reason'], registers });
    const help = 'Age of the agent pod that has been Pending longest; 0 if none is';
    this.#oldestPending = new Gauge({ name: 'azp_pods_pending_oldest_seconds', help, registers });
    this.show(undefined);
  }

  /** @param list undefined if the pods could not be listed */
  show(list: PodList | undefined): void {
    this.#pods.reset();
    this.#pending.reset();
    this.#oldestPending.remove();
    if (list === undefined) return;
    const own = list.pods.filter(({ metadata }) => isEphemeral(metadata.name, this.#prefix));
    for (const phase of PHASES) this.#pods.set({ phase }, own.filter((pod) => phaseOf(pod) === phase).length);
    const pending = own.filter((pod) => phaseOf(pod) === 'Pending');
    for (const reason of PENDING_REASONS) this.#pending.set({ reason }, pending.filter((pod) => pendingReason(pod) === reason).length);
    const { serverTime } = list;
    const ages = pending.map(({ metadata }) => (serverTime ?? Number.NaN) - Date.parse(metadata.creationTimestamp ?? ''));
    // Without the age of each pod, the oldest is unknown.
    if (!ages.some(Number.isNaN)) this.#oldestPending.set(Math.max(0, ...ages) / 1000);
  }
}

/** A pod without a phase has not been seen by a node yet. */
function phaseOf({ status }: Pod): (typeof PHASES)[number] {
  const phase = status?.phase ?? 'Pending';
  return PHASES.find((known) => known === phase) ?? 'Unknown';
}
