import { FIXED_NAMES, namesOf } from '../../../config/names';
import { projectOf } from '../../../config/project';
import type { Config } from '../../../config/types';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { agentObjects } from '../../../scripts/lib/agent-objects';
import { applyObjects } from './apply-objects';
import type { Kubernetes } from './kubernetes';
import { removeNamespace } from './remove-namespace';

/** The agents stack on the cluster: exactly the objects that it synthesizes, and the token secret. */
export class Deployment {
  readonly namespace: string;
  readonly #kubernetes: Kubernetes;

  constructor(kubernetes: Kubernetes, config: Config) {
    this.#kubernetes = kubernetes;
    this.namespace = namesOf(config).agentsNamespace;
  }

  /** Does what `cdktf deploy` does for the first time, or later with a changed config. */
  async apply(config: Config, token: string): Promise<void> {
    const objects = agentObjects(config, projectOf(__dirname).imageContext);
    for (const object of objects.filter(({ kind }) => kind === 'Namespace')) await this.#kubernetes.apply(object);
    await this.putToken(token);
    await applyObjects(
      this.#kubernetes,
      objects.filter(({ kind }) => kind !== 'Namespace'),
    );
  }

  /** Does what a deploy with another TF_VAR_azp_token and a higher azureDevOps.auth.revision does. */
  async putToken(token: string): Promise<void> {
    const metadata = { name: FIXED_NAMES.tokenSecret, namespace: this.namespace };
    const data = { token: Buffer.from(token).toString('base64') };
    const secret: NativeObject & { data: object } = { apiVersion: 'v1', kind: 'Secret', metadata, data };
    await this.#kubernetes.apply(secret);
  }

  /** Deletes the namespace and everything in it, including running jobs. Returns before the deletion is complete. */
  async remove(): Promise<void> {
    await removeNamespace(this.#kubernetes, this.namespace);
  }
}
