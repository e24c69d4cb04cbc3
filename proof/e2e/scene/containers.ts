import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import type { V1ContainerStatus, V1Pod, V1Status } from '@kubernetes/client-node';
import type { Scene } from './scene';

export type ContainerName = 'registrar' | 'agent' | 'runner' | 'placeholder';

/** Result of a command in a container. */
export interface ExecResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly succeeded: boolean;
}

/** Runs a command in a container, as `kubectl exec` does. @throws Error if the connection ends without an exit code */
export async function execute(scene: Scene, pod: V1Pod, container: ContainerName, command: readonly string[]): Promise<ExecResult> {
  const [stdout, stderr] = [new TextBuffer(), new TextBuffer()];
  const status = await new Promise<V1Status>((resolve, reject) => {
    const onClose = () => reject(new Error(`the connection to ${container} of ${nameOf(pod)} ended without a result`));
    scene.kubernetes.exec
      .exec(scene.namespace, nameOf(pod), container, [...command], stdout, stderr, null, false, resolve)
      .then((socket) => socket.addEventListener('close', onClose), reject);
  });
  return { stdout: stdout.text, stderr: stderr.text, succeeded: status.status === 'Success' };
}

/** Runs a command in a container. @returns its standard output @throws AssertionError with standard error if it fails */
export async function runInContainer(scene: Scene, pod: V1Pod, container: ContainerName, command: readonly string[]): Promise<string> {
  const { stdout, stderr, succeeded } = await execute(scene, pod, container, command);
  assert.ok(succeeded, stderr);
  return stdout;
}

/** A stream that keeps its content as text. */
class TextBuffer extends Writable {
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
 * Sends SIGKILL to the program of a container. The program is the child of tini. tini is process 1, so signals from inside
 * the container do not kill it, but it exits with its child.
 */
export async function killProgram(scene: Scene, pod: V1Pod, container: ContainerName): Promise<void> {
  const { succeeded, stderr } = await execute(scene, pod, container, ['pkill', '-KILL', '--parent', '1']);
  if (!succeeded) throw new Error(`${container} of ${nameOf(pod)} has no program that could be killed: ${stderr}`);
}

/** Returns the status of a container, or undefined if Kubernetes has none yet. */
export function statusOf({ status }: V1Pod, container: ContainerName): V1ContainerStatus | undefined {
  return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])].find(({ name }) => name === container);
}

export const nameOf = ({ metadata }: V1Pod): string => metadata?.name ?? '';

/** Returns the only agent pod of the scene. @throws Error if there are none or several */
export const onlyAgentPod = ({ pods: { agentPods } }: Scene): V1Pod => onlyPod(agentPods);

/** Returns the only runner pod of the scene. @throws Error if there are none or several */
export const onlyRunnerPod = ({ pods: { runnerPods } }: Scene): V1Pod => onlyPod(runnerPods);

/** @throws Error if there are none or several */
export function onlyPod(pods: readonly { readonly pod: V1Pod }[]): V1Pod {
  const [only, ...others] = pods;
  if (only === undefined || others.length > 0) throw new Error(`there are ${pods.length} pods, expected one`);
  return only.pod;
}
