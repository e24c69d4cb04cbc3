import { readFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { projectOf } from '../../../config/project';
import { parseGoModule } from '../../e2e/cluster/go-module';
import { findKeda } from '../../e2e/cluster/keda';
import type { Kubernetes } from '../../e2e/scene/kubernetes';
import type { Results } from './results';

/** Describes this machine. */
export function machine(): Results['machine'] {
  const [first] = cpus();
  return { cpu: first?.model ?? 'unknown', cores: cpus().length, memoryGib: Math.round(totalmem() / 2 ** 30), kernel: release() };
}

/** Reads the versions of Node.js, Kubernetes and KEDA. */
export async function versions(kubernetes: Kubernetes): Promise<Results['versions']> {
  const { items } = await kubernetes.core.listNode();
  const kubelet = items[0]?.status?.nodeInfo?.kubeletVersion ?? 'v0';
  return { node: process.versions.node, kubernetes: kubelet.replace(/^v/, ''), keda: await kedaVersion(kubernetes) };
}

/** Reads the tag of the operator's image. If that is not a version, the operator was built by this project, from its go.mod. */
async function kedaVersion(kubernetes: Kubernetes): Promise<string> {
  const image = (await findKeda(kubernetes))?.spec?.template.spec?.containers[0]?.image ?? '';
  const [, tag] = /:v?(\d+\.\d+\.\d+)/.exec(image) ?? [];
  if (tag !== undefined) return tag;
  const goModule = parseGoModule(readFileSync(join(projectOf(__dirname).root, 'proof', 'e2e', 'programs', 'keda', 'go.mod'), 'utf8'));
  return goModule.versionOf('github.com/kedacore/keda/v2').replace(/^v/, '');
}
