import { Writable } from 'node:stream';
import type { V1ContainerStatus, V1Pod, V1Status } from '@kubernetes/client-node';
import type { Scene } from './scene';

export type ContainerName = 'registrar' | 'agent' | 'placeholder';

/** What a command in a container came to. */
export interface Executed {
  readonly stdout: string;
  readonly stderr: string;
  readonly succeeded: boolean;
}

/** Runs a command in a container, as `kubectl exec`. @throws when it could not be run */
export async function execute(scene: Scene, pod: V1Pod, container: ContainerName, command: readonly string[]): Promise<Executed> {
  const [stdout, stderr] = [new Text(), new Text()];
  const status = await new Promise<V1Status>((resolve, reject) => {
    const lost = () => reject(new Error(`the connection to ${container} of ${nameOf(pod)} ended without a result`));
    scene.kubernetes.exec
      .exec(scene.namespace, nameOf(pod), container, [...command], stdout, stderr, null, false, resolve)
      .then((socket) => socket.addEventListener('close', lost), reject);
  });
  return { stdout: stdout.text, stderr: stderr.text, succeeded: status.status === 'Success' };
}

/** A stream whose content is kept. */
class Text extends Writable {
  readonly #chunks: Buffer[] = [];

  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
}

/**
 * SIGKILL for the program of a container. It is the child of tini, which as process 1 is safe from signals of its own
 * container, and ends with its child.
 */
export async function killProgram(scene: Scene, pod: V1Pod, container: ContainerName): Promise<void> {
  const { succeeded, stderr } = await execute(scene, pod, container, ['pkill', '-KILL', '--parent', '1']);
  if (!succeeded) throw new Error(`${container} of ${nameOf(pod)} has no program to kill: ${stderr}`);
}

/** What Kubernetes says of a container. */
export function statusOf({ status }: V1Pod, container: ContainerName): V1ContainerStatus | undefined {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].find(({ name }) => name === container);
}

export const nameOf = ({ metadata }: V1Pod): string => metadata?.name ?? '';

/** @throws when there are none or several */
export const onlyAgentPod = ({ pods: { agentPods } }: Scene): V1Pod => onlyPod(agentPods);

/** @throws when there are none or several */
export function onlyPod(pods: readonly { readonly pod: V1Pod }[]): V1Pod {
  const [only, ...others] = pods;
  if (only === undefined || others.length > 0) throw new Error(`there are ${pods.length} pods, expected one`);
  return only.pod;
}
