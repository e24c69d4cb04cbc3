import { randomBytes } from 'node:crypto';
import type { Container } from 'kubernetes-types/core/v1';
import { applyObjects } from '../../../e2e/scene/apply-objects';
import { eventually } from '../../../e2e/scene/eventually';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import { PodWatch, type SeenPod } from '../../../e2e/scene/pod-watch';
import { removeNamespace } from '../../../e2e/scene/remove-namespace';
import type { Addresses } from '../calls';
import type { ServiceSide } from '../services/side';
import type { StartedVariant, Variant } from '../variants/variant';
import type { Bench } from './bench';
import { untilReady } from './readiness';

/** A variant in its own namespace, with its own fake service. */
export class DeployedVariant {
  readonly side: ServiceSide;
  readonly namespace: string;
  /** See `StartedVariant`. */
  readonly bareAgent: Container;
  readonly #pods: PodWatch;
  readonly #kubernetes: Kubernetes;

  private constructor(kubernetes: Kubernetes, { side, objects, bareAgent }: StartedVariant) {
    this.#kubernetes = kubernetes;
    this.side = side;
    this.namespace = objects[0]?.metadata.name ?? '';
    this.bareAgent = bareAgent;
    this.#pods = new PodWatch(kubernetes, this.namespace);
  }

  /** Applies the variant and waits until it would make an agent for a job, and its idle agents are there. */
  static async start(
    { kubernetes, environment, service }: Pick<Bench, 'kubernetes' | 'environment' | 'service'>,
    { variant, maxAgents }: { readonly variant: Variant; readonly maxAgents: number },
  ): Promise<DeployedVariant> {
    const { host, kedaVersion } = environment;
    const name = `b-${randomBytes(4).toString('hex')}`;
    const started = await variant.start({ name, host, image: service.imageOf(environment), kedaVersion, maxAgents });
    const deployed = new DeployedVariant(kubernetes, started);
    try {
      await applyObjects(kubernetes, started.objects);
      await deployed.#pods.begin();
      await eventually(`jobs for ${variant.title} can be queued`, () => started.side.takesJobs);
      await untilReady(kubernetes, started.objects);
      await eventually(`the idle agents of ${variant.title} are online`, () => deployed.#onlineAgents >= (variant.keeps ?? 0));
      return deployed;
    } catch (error) {
      await deployed.remove();
      throw error;
    }
  }

  /** Resolves immediately after the next time that KEDA or the scaler reads the queue. */
  async untilQueueIsRead(): Promise<void> {
    const reads = () => this.side.requests.filter((request) => this.side.readsQueue(request, this.addresses)).length;
    const before = reads();
    await eventually('the queue is read', () => reads() > before);
  }

  /** Addresses of the pods of scaler and placeholder, including earlier ones. */
  get addresses(): Addresses {
    return { scaler: addressesOf(this.#pods.scalerPods), placeholder: addressesOf(this.#pods.placeholderPods) };
  }

  /** Pods of agents or of runners: a variant has only one kind. Oldest first. */
  get agentPods(): readonly SeenPod[] {
    return [...this.#pods.agentPods, ...this.#pods.runnerPods];
  }

  /** Names of the registered agents, without placeholders. */
  get agents(): readonly string[] {
    return this.side.agents.map(({ name }) => name);
  }

  get #onlineAgents(): number {
    return this.side.agents.filter(({ isOnline }) => isOnline).length;
  }

  /** Removes everything, including running jobs. Returns before the deletion of the namespace is complete. */
  async remove(): Promise<void> {
    this.#pods.end();
    await removeNamespace(this.#kubernetes, this.namespace);
    await this.side.close();
  }
}

const addressesOf = (pods: readonly SeenPod[]): ReadonlySet<string> => new Set(pods.flatMap(({ pod }) => pod.status?.podIP ?? []));
