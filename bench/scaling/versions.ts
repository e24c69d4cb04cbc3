import { cpus, release, totalmem } from 'node:os';
import { projectOf } from '../../config/project';
import { findKeda } from '../../e2e/cluster/keda';
import { versionOf } from '../../e2e/cluster/programs';
import type { Kubernetes } from '../../e2e/scene/kubernetes';
import type { Results } from './results';

export function machine(): Results['machine'] {
  const [first] = cpus();
  return { cpu: first?.model ?? 'unknown', cores: cpus().length, memoryGib: Math.round(totalmem() / 2 ** 30), kernel: release() };
}

export async function versions(kubernetes: Kubernetes): Promise<Results['versions']> {
  const { items } = await kubernetes.core.listNode();
  const kubelet = items[0]?.status?.nodeInfo?.kubeletVersion ?? 'v0';
  return { node: process.versions.node, kubernetes: kubelet.replace(/^v/, ''), keda: await kedaVersion(kubernetes) };
}

/** By the operator's image; where its tag is no version, it is the operator that this project builds. */
async function kedaVersion(kubernetes: Kubernetes): Promise<string> {
  const operator = await findKeda(kubernetes);
  const image = operator?.spec?.template.spec?.containers[0]?.image ?? '';
  const [, tag] = /:v?(\d+\.\d+\.\d+)/.exec(image) ?? [];
  return tag ?? versionOf(projectOf(__dirname).root, 'keda', 'github.com/kedacore/keda/v2').replace(/^v/, '');
}
