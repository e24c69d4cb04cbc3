import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { V1Deployment, V1Pod } from '@kubernetes/client-node';
import { FIXED_NAMES } from '../../../config/names';
import { nameOf } from './containers';
import { mergePatch } from './edit-objects';
import { eventually } from './eventually';
import { isReady } from './is-ready';
import type { Scene } from './scene';

/** The scaler of a scene, to make it fail. The processes are visible only in a cluster of this run. */
export class Scaler {
  readonly #scene: Scene;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** Pods that run and are not about to be deleted. */
  get pods(): readonly V1Pod[] {
    return this.#scene.pods.scalerPods
      .filter(({ isDeleted, pod }) => !isDeleted && pod.metadata?.deletionTimestamp === undefined)
      .map(({ pod }) => pod);
  }

  get readyPods(): readonly V1Pod[] {
    return this.pods.filter(isReady);
  }

  async untilReady(count: number): Promise<void> {
    await eventually(
      () => `${count} pods of the scaler are ready; so far ${this.readyPods.length}`,
      () => this.readyPods.length === count,
    );
  }

  /** Waits until all replicas have the objects that were applied last. */
  async untilRolledOut(): Promise<void> {
    const { objects } = this.#scene.kubernetes;
    const metadata = { name: FIXED_NAMES.scaler, namespace: this.#scene.namespace };
    await eventually('the scaler is rolled out', async () => {
      const {
        metadata: { generation } = {},
        spec,
        status,
      } = (await objects.read({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
      })) as V1Deployment;
      const { observedGeneration, replicas, updatedReplicas, readyReplicas } = status ?? {};
      return observedGeneration === generation && [replicas, updatedReplicas, readyReplicas].every((count) => count === spec?.replicas);
    });
  }

  async scale(replicas: number): Promise<void> {
    await mergePatch(this.#scene, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: FIXED_NAMES.scaler },
      spec: { replicas },
    });
    await eventually(
      () => `the scaler has ${replicas} pods; so far ${this.pods.length}`,
      () => this.pods.length === replicas,
    );
  }

  /** Sends a signal, such as SIGSTOP, to the program of a pod. */
  signal(pod: V1Pod, signal: NodeJS.Signals): void {
    process.kill(processOf(nameOf(pod)), signal);
  }

  /** Drops everything that the pods send to the API server while `meanwhile` runs: no connection is refused or closed. */
  async whileCutOffFromKubernetes(meanwhile: () => Promise<void>): Promise<void> {
    const { hostname, port } = new URL(this.#scene.kubernetes.server);
    const rules = this.pods.map(({ status }) => [
      'INPUT',
      '-s',
      `${status?.podIP}`,
      '-d',
      hostname,
      '-p',
      'tcp',
      '--dport',
      port,
      '-j',
      'DROP',
    ]);
    for (const rule of rules) execFileSync('iptables', ['-I', ...rule]);
    try {
      await meanwhile();
    } finally {
      for (const rule of rules) execFileSync('iptables', ['-D', ...rule]);
    }
  }
}

/** The process id of the scaler's program in a pod. A container has the name of its pod as its host name. */
function processOf(pod: string): number {
  const found = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isScalerOf(pid, pod));
  if (found.length !== 1) throw new Error(`there are ${found.length} processes of the scaler in pod ${pod}, expected one`);
  return Number(found[0]);
}

function isScalerOf(pid: string, pod: string): boolean {
  const [program = '', ...args] = readParts(pid, 'cmdline');
  return /node$/.test(program) && args.includes('scale') && readParts(pid, 'environ').includes(`HOSTNAME=${pod}`);
}

function readParts(pid: string, file: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0');
  } catch {
    // The process has ended since it was listed.
    return [];
  }
}
