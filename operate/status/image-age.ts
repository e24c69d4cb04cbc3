import type { Pod } from '../lib/cluster/objects';
import type { Run } from '../lib/program';
import type { ImageAge } from './snapshot';

/** When an image came into its registry; undefined when that can't be known. */
export type PushedAt = (reference: string) => Promise<number | undefined>;

const IN_ACR = /^([a-z0-9]+)\.azurecr\.io\/(.+)$/;

/**
 * Asks an Azure registry through the Azure CLI, as who is signed in there: it needs no right in the cluster, and who deploys
 * has it. Asked once for each image.
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
    // Without the Azure CLI or the right to read the registry, the age is shown as not known: nothing depends on it.
    return undefined;
  }
}

/** The registry's word, else what pods that run the image prove: it is at least as old as they are. */
export function imageAge(pushedAt: number | undefined, reference: string, pods: readonly Pod[]): ImageAge {
  if (pushedAt !== undefined) return { pushedAt };
  const runs = pods.filter(({ spec }) => [...spec.initContainers, ...spec.containers].some(({ image }) => image === reference));
  const starts = runs.flatMap(({ metadata }) => metadata.creationTimestamp ?? []);
  return starts.length === 0 ? undefined : { inUseSince: Math.min(...starts) };
}
