import {
  ApiException,
  ApisApi,
  BatchV1Api,
  CoreV1Api,
  CustomObjectsApi,
  Exec,
  KubeConfig,
  type KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
  Watch,
} from '@kubernetes/client-node';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { withClientNames } from './client-names';

/** Owner of the fields that server-side apply sets, unless a scenario names another one. */
const FIELD_MANAGER = 'e2e';

export interface ApplyOptions {
  /** Owner of the fields. @default 'e2e' */
  readonly manager?: string;
  /** Whether the server only answers what the object would be. @default false */
  readonly dryRun?: boolean;
}

/** Clients of the API of the cluster under test. */
export class Kubernetes {
  /** URL of the API server. */
  readonly server: string;
  readonly apis: ApisApi;
  readonly core: CoreV1Api;
  readonly batch: BatchV1Api;
  readonly custom: CustomObjectsApi;
  readonly objects: KubernetesObjectApi;
  readonly exec: Exec;
  readonly watch: Watch;

  /** @param kubeconfig path of the file */
  constructor(kubeconfig: string) {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    this.server = config.getCurrentCluster()?.server ?? '';
    this.apis = config.makeApiClient(ApisApi);
    this.core = config.makeApiClient(CoreV1Api);
    this.batch = config.makeApiClient(BatchV1Api);
    this.custom = config.makeApiClient(CustomObjectsApi);
    this.objects = KubernetesObjectApi.makeApiClient(config);
    this.exec = new Exec(config);
    this.watch = new Watch(config);
  }

  /** Applies an object, as `kubectl apply --server-side --force-conflicts` does. @returns the object as the server has it then */
  async apply(
    object: NativeObject | KubernetesObject,
    { manager = FIELD_MANAGER, dryRun = false }: ApplyOptions = {},
  ): Promise<KubernetesObject> {
    return this.objects.patch(
      withClientNames(object as NativeObject) as KubernetesObject,
      undefined,
      dryRun ? 'All' : undefined,
      manager,
      true,
      PatchStrategy.ServerSideApply,
    );
  }
}

/** Whether an error is the API server's 404. */
export const isNotFound = (error: unknown): boolean => error instanceof ApiException && error.code === 404;
