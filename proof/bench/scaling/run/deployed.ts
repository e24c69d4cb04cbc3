import { randomBytes } from 'node:crypto';
import type { Environment } from '../../../e2e/scene/environment';
import { eventually } from '../../../e2e/scene/eventually';
import type { Kubernetes } from '../../../e2e/scene/kubernetes';
import { PodWatch } from '../../../e2e/scene/pod-watch';
import { removeNamespace } from '../../../e2e/scene/remove-namespace';
import { FakeDevOps } from '../../../fake-devops/fake-devops';
import { isFromKeda } from '../calls';
import type { Variant } from '../variants/variant';

const POOL = 'linux';

/** A variant in a namespace of its own, with an Azure DevOps of its own. */
export class Deployed {
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

  /** Applies the variant and waits until its placeholder is registered and KEDA looks at the queue. */
  static async start(kubernetes: Kubernetes, { host, image }: Environment, variant: Variant): Promise<Deployed> {
    const devops = await FakeDevOps.start({ host, pools: [POOL] });
    const { id } = devops.pool(POOL);
    const place = { name: `b-${randomBytes(4).toString('hex')}`, organizationUrl: devops.url, token: devops.token, image };
    const objects = variant.objects({ ...place, pool: { id, name: POOL } });
    const deployed = new Deployed(kubernetes, devops, objects[0]?.metadata.name ?? '');
    try {
      if (variant.placeholderAgent !== undefined)
        devops.addAgent(POOL, { name: variant.placeholderAgent, version: '99.999.9', enabled: false });
      for (const object of objects) await kubernetes.apply(object);
      await deployed.pods.begin();
      await eventually(`${variant.title} keeps its queue open`, () => devops.agentsOf(POOL).some(({ enabled }) => !enabled));
      return deployed;
    } catch (error) {
      await deployed.remove();
      throw error;
    }
  }

  get pool(): string {
    return POOL;
  }

  /** Resolves right after a look of KEDA at the queue. */
  async kedaLooks(): Promise<void> {
    const looks = () => this.devops.requests.filter((request) => isFromKeda(request) && request.path.endsWith('/jobrequests')).length;
    const before = looks();
    await eventually('KEDA looks at the queue', () => looks() > before);
  }

  /** Registered agents, without those that only keep the queue open. */
  get agents(): readonly string[] {
    return this.devops
      .agentsOf(POOL)
      .filter(({ enabled }) => enabled)
      .map(({ name }) => name);
  }

  /** Removes everything, whatever still runs. Returns before the namespace is gone. */
  async remove(): Promise<void> {
    this.pods.end();
    await removeNamespace(this.#kubernetes, this.namespace);
    await this.devops.close();
  }
}
