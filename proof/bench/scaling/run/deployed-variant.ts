import { randomBytes } from 'node:crypto';
import type { Environment } from '../../../e2e/scene/environment';
import { eventually } from '../../../e2e/scene/eventually';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import { PodWatch } from '../../../e2e/scene/pod-watch';
import { removeNamespace } from '../../../e2e/scene/remove-namespace';
import { FakeDevOps } from '../../../fake-devops/fake-devops';
import { isFromKeda } from '../calls';
import type { Variant } from '../variants/variant';

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

  /** Applies the variant and waits until its placeholder is registered. */
  static async start(kubernetes: Kubernetes, { host, image, kedaVersion }: Environment, variant: Variant): Promise<DeployedVariant> {
    const devops = await FakeDevOps.start({ host, pools: [AGENT_POOL] });
    const { id } = devops.pool(AGENT_POOL);
    const name = `b-${randomBytes(4).toString('hex')}`;
    const service = { organizationUrl: devops.url, token: devops.token, pool: { id, name: AGENT_POOL } };
    const objects = variant.objects({ name, image, kedaVersion, ...service });
    const deployed = new DeployedVariant(kubernetes, devops, objects[0]?.metadata.name ?? '');
    try {
      if (variant.placeholderAgent !== undefined)
        devops.addAgent(AGENT_POOL, { name: variant.placeholderAgent, version: '99.999.9', enabled: false });
      for (const object of objects) await kubernetes.apply(object);
      await deployed.pods.begin();
      await eventually(`the placeholder of ${variant.title} is registered`, () =>
        devops.agentsOf(AGENT_POOL).some(({ enabled }) => !enabled),
      );
      return deployed;
    } catch (error) {
      await deployed.remove();
      throw error;
    }
  }

  get agentPool(): string {
    return AGENT_POOL;
  }

  /** Resolves immediately after KEDA's next poll of the queue. */
  async untilKedaPolls(): Promise<void> {
    const polls = () => this.devops.requests.filter((request) => isFromKeda(request) && request.path.endsWith('/jobrequests')).length;
    const before = polls();
    await eventually('KEDA polls the queue', () => polls() > before);
  }

  /** Names of the registered agents, without placeholders. */
  get agents(): readonly string[] {
    return this.devops
      .agentsOf(AGENT_POOL)
      .filter(({ enabled }) => enabled)
      .map(({ name }) => name);
  }

  /** Removes everything, including running jobs. Returns before the deletion of the namespace is complete. */
  async remove(): Promise<void> {
    this.pods.end();
    await removeNamespace(this.#kubernetes, this.namespace);
    await this.devops.close();
  }
}
