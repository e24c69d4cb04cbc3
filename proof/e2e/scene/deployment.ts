import { FIXED_NAMES, namesOf } from '../../../config/names';
import { GITHUB_CREDENTIAL_KEYS } from '../../../config/pod-contract';
import { projectOf } from '../../../config/project';
import type { Config } from '../../../config/types';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { agentObjects } from '../../../scripts/lib/agent-objects';
import { applyObjects } from './apply-objects';
import type { Kubernetes } from './kubernetes';
import { removeNamespace } from './remove-namespace';

/** What the deployment signs in with. */
export interface Credentials {
  /** Token of Azure DevOps. */
  readonly token?: string | undefined;
  /** Private key of an App of GitHub, or a token if the config says so. */
  readonly gitHubKey?: string | undefined;
}

/** What an installer gets. */
export interface Installation {
  readonly kubernetes: Kubernetes;
  readonly config: Config;
  /** The objects of the config that are in its namespace, without the Secrets. */
  readonly objects: readonly NativeObject[];
}

/** Creates the objects of a config in its namespace, which exists and has the Secrets, or changes them. */
export type Installer = (installation: Installation) => Promise<void>;

/** The agents stack on the cluster: exactly the objects that it synthesizes, and the Secrets. */
export class Deployment {
  readonly namespace: string;
  readonly #kubernetes: Kubernetes;
  readonly #install: Installer;

  constructor(kubernetes: Kubernetes, config: Config, install: Installer = ({ objects }) => applyObjects(kubernetes, objects)) {
    this.#kubernetes = kubernetes;
    this.#install = install;
    this.namespace = namesOf(config).agentsNamespace;
  }

  /** Does what `cdktf deploy` does for the first time, or later with a changed config. */
  async apply(config: Config, { token, gitHubKey }: Credentials): Promise<void> {
    const objects = agentObjects(config, projectOf(__dirname).imageContext);
    for (const object of objects.filter(({ kind }) => kind === 'Namespace')) await this.#kubernetes.apply(object);
    if (token !== undefined) await this.putToken(token);
    if (gitHubKey !== undefined) await this.putGitHubKey(gitHubKey, config.gitHub?.auth.kind);
    const inNamespace = objects.filter(({ kind }) => kind !== 'Namespace');
    await this.#install({ kubernetes: this.#kubernetes, config, objects: inNamespace });
  }

  /** Does what a deploy with another TF_VAR_azp_token and a higher azureDevOps.auth.revision does. */
  async putToken(token: string): Promise<void> {
    await this.#putSecret(FIXED_NAMES.tokenSecret, 'token', token);
  }

  /** Does what a deploy with another TF_VAR_github_key or TF_VAR_github_token and a higher revision does. */
  async putGitHubKey(key: string, kind: keyof typeof GITHUB_CREDENTIAL_KEYS = 'app'): Promise<void> {
    await this.#putSecret(FIXED_NAMES.gitHubSecret, GITHUB_CREDENTIAL_KEYS[kind], key);
  }

  async #putSecret(name: string, key: string, value: string): Promise<void> {
    const data = { [key]: Buffer.from(value).toString('base64') };
    const secret: NativeObject & { data: object } = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, namespace: this.namespace },
      data,
    };
    await this.#kubernetes.apply(secret);
  }

  /** Deletes the namespace and everything in it, including running jobs. Returns before the deletion is complete. */
  async remove(): Promise<void> {
    await removeNamespace(this.#kubernetes, this.namespace);
  }
}
