import { cpus, release, totalmem } from 'node:os';
import type { Kubernetes } from '../../e2e/scene/kubernetes';
import type { Results } from './results';

/** Describes this machine. */
export function machine(): Results['machine'] {
  const [first] = cpus();
  return { cpu: first?.model ?? 'unknown', cores: cpus().length, memoryGib: Math.round(totalmem() / 2 ** 30), kernel: release() };
}

/** The versions of Node.js, Kubernetes and KEDA. */
export async function versions(kubernetes: Kubernetes, keda: string): Promise<Results['versions']> {
  const { items } = await kubernetes.core.listNode();
  const kubelet = items[0]?.status?.nodeInfo?.kubeletVersion ?? 'v0';
  return { node: process.versions.node, kubernetes: kubelet.replace(/^v/, ''), keda };
}
