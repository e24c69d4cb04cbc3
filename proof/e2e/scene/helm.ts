import { helmOutput, type Values } from '../../lib/helm/run-helm';
import type { Environment } from './environment';

/** How long a command waits until everything that it changed is ready or deleted. */
export interface HelmWait {
  /** @default - it does not wait */
  readonly waitSeconds?: number;
}

/** What is installed: a folder with a chart, and its values. */
export interface ChartRelease extends HelmWait {
  readonly chart: string;
  /** They never contain a token: it is in a Secret. */
  readonly values: Values;
}

/** One release of Helm in the cluster of the scenarios. Each method does what the command of its name does. @throws Error with what Helm reported */
export class Helm {
  readonly release: string;
  readonly namespace: string;
  readonly #environment: Pick<Environment, 'helm' | 'kubeconfig'>;

  constructor(environment: Pick<Environment, 'helm' | 'kubeconfig'>, release: string, namespace: string) {
    this.release = release;
    this.namespace = namespace;
    this.#environment = environment;
  }

  /** The namespace must exist. */
  async install({ chart, values, ...wait }: ChartRelease): Promise<string> {
    return this.#run(['install', this.release, chart, ...waitFlags(wait)], values);
  }

  /** Later releases replace all values: those of an earlier one are not kept. */
  async upgrade({ chart, values, ...wait }: ChartRelease): Promise<string> {
    return this.#run(['upgrade', this.release, chart, '--reset-values', ...waitFlags(wait)], values);
  }

  /** @param revision number of the revision to return to. @default - the one before the current one */
  async rollback({ revision, ...wait }: HelmWait & { readonly revision?: number } = {}): Promise<string> {
    return this.#run(['rollback', this.release, ...(revision === undefined ? [] : [`${revision}`]), ...waitFlags(wait)]);
  }

  async uninstall(wait: HelmWait = {}): Promise<string> {
    return this.#run(['uninstall', this.release, ...waitFlags(wait)]);
  }

  /** @returns the objects as YAML, without a look at the cluster */
  async template({ chart, values }: Omit<ChartRelease, keyof HelmWait>): Promise<string> {
    return this.#run(['template', this.release, chart], values);
  }

  /** @returns the values of the release, as `helm get values` prints them in JSON */
  async values(): Promise<unknown> {
    return JSON.parse(await this.#run(['get', 'values', this.release, '--output', 'json']));
  }

  /** @returns the objects of a revision as YAML, without hooks */
  async manifest(revision: number): Promise<string> {
    return this.#run(['get', 'manifest', this.release, '--revision', `${revision}`]);
  }

  /** The revisions of the release, the oldest first. */
  async history(): Promise<readonly HelmRevision[]> {
    return JSON.parse(await this.#run(['history', this.release, '--output', 'json'])) as readonly HelmRevision[];
  }

  #run(args: readonly string[], values?: Values): Promise<string> {
    const { helm, kubeconfig } = this.#environment;
    return helmOutput(helm, [...args, '--kubeconfig', kubeconfig, '--namespace', this.namespace], values);
  }
}

/** The part of a revision that scenarios read. */
export interface HelmRevision {
  readonly revision: number;
  /** Like `deployed` or `superseded`. */
  readonly status: string;
}

const waitFlags = ({ waitSeconds }: HelmWait): readonly string[] =>
  waitSeconds === undefined ? [] : ['--wait', '--timeout', `${waitSeconds}s`];
