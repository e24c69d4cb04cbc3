import {
  ApiException,
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

/** Owner of the fields that server-side apply sets. */
const FIELD_MANAGER = 'e2e';

/** Clients of the API of the cluster under test. */
export class Kubernetes {
  /** URL of the API server. */
  readonly server: string;
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
    this.core = config.makeApiClient(CoreV1Api);
    this.batch = config.makeApiClient(BatchV1Api);
    this.custom = config.makeApiClient(CustomObjectsApi);
    this.objects = KubernetesObjectApi.makeApiClient(config);
    this.exec = new Exec(config);
    this.watch = new Watch(config);
  }

  /** Applies an object, as `kubectl apply --server-side --force-conflicts` does. */
  async apply(object: NativeObject | KubernetesObject): Promise<void> {
    await this.objects.patch(
      withClientNames(object as NativeObject) as KubernetesObject,
      undefined,
      undefined,
      FIELD_MANAGER,
      true,
      PatchStrategy.ServerSideApply,
    );
  }
}

/** Whether an error is the API server's 404. */
export const isNotFound = (error: unknown): boolean => error instanceof ApiException && error.code === 404;
