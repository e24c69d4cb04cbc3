import type { Pod } from '../lib/cluster/objects';
import type { Run } from '../lib/program';
import type { ImageAge } from './snapshot';

/** When an image was pushed to its registry; undefined if that is not known. */
export type PushedAt = (reference: string) => Promise<number | undefined>;

const IN_ACR = /^([a-z0-9]+)\.azurecr\.io\/(.+)$/;

/**
 * Asks an Azure registry through the Azure CLI, once for each image. That needs no right in the cluster, and a
 * person who deploys can read the registry.
 */
export function registryAge(run: Run): PushedAt {
  const known = new Map<string, Promise<number | undefined>>();
  return (reference) => {
    const age = known.get(reference) ?? askRegistry(run, reference);
    known.set(reference, age);
    return age;
  };
}

async function askRegistry(run: Run, reference: string): Promise<number | undefined> {
  const [, registry, image] = IN_ACR.exec(reference) ?? [];
  if (registry === undefined || image === undefined) return undefined;
  const args = ['acr', 'repository', 'show', '--name', registry, '--image', image, '--query', 'createdTime', '--output', 'tsv'];
  try {
    const pushedAt = Date.parse((await run('az', args)).trim());
    return Number.isNaN(pushedAt) ? undefined : pushedAt;
  } catch {
    // Without the Azure CLI, or without the right to read the registry, the age is shown as unknown: nothing depends on it.
    return undefined;
  }
}

/** When the image was pushed, as the registry says; otherwise the creation time of its oldest pod, because the image is at least that old. */
export function imageAge(pushedAt: number | undefined, reference: string, pods: readonly Pod[]): ImageAge {
  if (pushedAt !== undefined) return { pushedAt };
  const runs = pods.filter(({ spec }) => [...spec.initContainers, ...spec.containers].some(({ image }) => image === reference));
  const starts = runs.flatMap(({ metadata }) => metadata.creationTimestamp ?? []);
  return starts.length === 0 ? undefined : { inUseSince: Math.min(...starts) };
}
