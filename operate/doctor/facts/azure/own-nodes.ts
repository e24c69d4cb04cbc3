import * as z from 'zod/mini';
import type { Names } from '../../../../config/names';
import { once } from '../../once';
import type { Azure } from './azure';
import { ifExists } from './if-exists';

const nodes = z.array(z.object({ size: z.string(), count: z.int(), spot: z.boolean() }));
/** The nodes that the deployment has now. */
export type OwnNodes = z.output<typeof nodes>;

/** The nodes of the deployment's cluster; undefined if it does not exist. @throws what `az` throws */
export function ownNodes(
  azure: Pick<Azure, 'az'>,
  { clusterResourceGroup: resourceGroup, cluster }: Names,
): () => Promise<OwnNodes | undefined> {
  const query = "agentPoolProfiles[].{size: vmSize, count: count, spot: scaleSetPriority == 'Spot'}";
  const read = () => azure.az(['aks', 'show', '--resource-group', resourceGroup, '--name', cluster, '--query', query], nodes);
  return once(() => ifExists(read));
}
