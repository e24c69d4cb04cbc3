import { randomBytes } from 'node:crypto';
import { applyObjects } from '../../../e2e/scene/apply-objects';
import type { Environment } from '../../../e2e/scene/environment';
import { eventually } from '../../../e2e/scene/eventually';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import { PodWatch, type SeenPod } from '../../../e2e/scene/pod-watch';
import { removeNamespace } from '../../../e2e/scene/remove-namespace';
import { FakeDevOps } from '../../../fake-devops/fake-devops';
import { type Addresses, readsQueue } from '../calls';
import type { Variant } from '../variants/variant';
import { untilReady } from './readiness';

const AGENT_POOL = 'linux';

/** A variant in its own namespace, with its own fake Azure DevOps. */
export class DeployedVariant {
  readonly devops: FakeDevOps;
  readonly namespace: string;
  readonly pods: PodWatch;
  readonly #kubernetes: Kubernetes;

  private constructor(kubernetes: Kubernetes, devops: FakeDevOps, namespace: string) {
    this.#kubernetes = kubernetes;
    this.devops = devops;
    this.namespace = namespace;
    this.pods = new PodWatch(kubernetes, namespace);
  }

  /** Applies the variant and waits until it would make an agent for a job, and its idle agents are there. */
  static async start(
    kubernetes: Kubernetes,
    { host, image, kedaVersion }: Environment,
    { variant, maxAgents }: { readonly variant: Variant; readonly maxAgents: number },
  ): Promise<DeployedVariant> {
    const devops = await FakeDevOps.start({ host, pools: [AGENT_POOL] });
    const { id } = devops.pool(AGENT_POOL);
    const name = `b-${randomBytes(4).toString('hex')}`;
    const service = { organizationUrl: devops.url, token: devops.token, pool: { id, name: AGENT_POOL } };
    const objects = variant.objects({ name, image, kedaVersion, maxAgents, ...service });
    const deployed = new DeployedVariant(kubernetes, devops, objects[0]?.metadata.name ?? '');
    try {
      if (variant.placeholderAgent !== undefined)
        devops.addAgent(AGENT_POOL, { name: variant.placeholderAgent, version: '99.999.9', enabled: false });
      await applyObjects(kubernetes, objects);
      await deployed.pods.begin();
      await eventually(`the placeholder of ${variant.title} is registered`, () =>
        devops.agentsOf(AGENT_POOL).some(({ enabled }) => !enabled),
      );
      await untilReady(kubernetes, objects);
      await eventually(`the idle agents of ${variant.title} are online`, () => deployed.onlineAgents >= (variant.keeps ?? 0));
      return deployed;
    } catch (error) {
      await deployed.remove();
      throw error;
    }
  }

  get agentPool(): string {
    return AGENT_POOL;
  }

  /** Resolves immediately after the next time that KEDA or the scaler reads the queue. */
  async untilQueueIsRead(): Promise<void> {
    const reads = () => this.devops.requests.filter((request) => readsQueue(request, this.addresses)).length;
    const before = reads();
    await eventually('the queue is read', () => reads() > before);
  }

  /** Addresses of the pods of scaler and placeholder, including earlier ones. */
  get addresses(): Addresses {
    return { scaler: addressesOf(this.pods.scalerPods), placeholder: addressesOf(this.pods.placeholderPods) };
  }

  /** Names of the registered agents, without placeholders. */
  get agents(): readonly string[] {
    return this.#agents.map(({ name }) => name);
  }

  get onlineAgents(): number {
    return this.#agents.filter(({ status }) => status === 'online').length;
  }

  get #agents() {
    return this.devops.agentsOf(AGENT_POOL).filter(({ enabled }) => enabled);
  }

  /** Removes everything, including running jobs. Returns before the deletion of the namespace is complete. */
  async remove(): Promise<void> {
    this.pods.end();
    await removeNamespace(this.#kubernetes, this.namespace);
    await this.devops.close();
  }
}

const addressesOf = (pods: readonly SeenPod[]): ReadonlySet<string> => new Set(pods.flatMap(({ pod }) => pod.status?.podIP ?? []));
