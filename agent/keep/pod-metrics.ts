import { Gauge, type Registry } from 'prom-client';
import { isEphemeral } from '../../providers/contract/reap-rule';
import { PENDING_REASONS, pendingReason } from './pending';
import type { Pod, PodList } from './pod-list';

/** PodPhase of Kubernetes; one without is not yet seen by a node. */
const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;

/** Shows the agent pods of one ScaledJob. All is left out while the pods cannot be listed. */
export class PodMetrics {
  readonly #prefix: string;
  readonly #pods: Gauge<'phase'>;
  readonly #pending: Gauge<'reason'>;
  readonly #oldestPending: Gauge;

  /** @param prefix how the names of the ScaledJob's pods begin */
  constructor(registry: Registry, prefix: string) {
    this.#prefix = prefix;
    const registers = [registry];
    this.#pods = new Gauge({ name: 'azp_pods', help: 'Agent pods by phase', labelNames: ['phase'], registers });
    this.#pending = new Gauge({ name: 'azp_pods_pending', help: 'Pending agent pods by reason', labelNames: ['reason'], registers });
    const help = 'Age of the agent pod that has been Pending for longest; 0 when none is';
    this.#oldestPending = new Gauge({ name: 'azp_pods_pending_oldest_seconds', help, registers });
    this.show(undefined);
  }

  /** @param list undefined when the pods could not be listed */
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
    // An age that nobody can tell is none.
    if (!ages.some(Number.isNaN)) this.#oldestPending.set(Math.max(0, ...ages) / 1000);
  }
}

function phaseOf({ status }: Pod): (typeof PHASES)[number] {
  const phase = status?.phase ?? 'Pending';
  return PHASES.find((known) => known === phase) ?? 'Unknown';
}
