import { unknownNames } from '../../../../config/azure/unknown-names';
import type { Check } from '../../check';
import type { AzureContext } from '../../facts/azure/context';
import { capability, nodePoolsOf, type VmSku } from '../../facts/azure/vm-skus';
import { fail, NOT_OURS, pass, skip, warn } from '../../outcome';

type NodePool = ReturnType<typeof nodePoolsOf>[number];

export const vmSizes: Check<Pick<AzureContext, 'config' | 'vmSkus'>> = {
  id: 'vm-sizes',
  title: 'VM sizes in the region',
  run: async ({ config, vmSkus }) => {
    if (config.cluster.kind === 'existing') return skip(NOT_OURS);
    const { location } = config;
    const skus = await vmSkus();
    const pools = nodePoolsOf(config).map((pool) => ({ pool, sku: skus.find(({ name }) => name === pool.options.vmSize) }));
    const findings = pools.flatMap(({ pool, sku }) => findingOf(pool, sku, location) ?? []);
    const advice = `${hints(config)}choose another size: az vm list-skus --location ${location} --resource-type virtualMachines --output table`;
    if (findings.length > 0) return fail(findings.join('; '), advice);
    const offered = pools.map(({ pool, sku }) => `${pool.options.vmSize} in ${location}, zones ${openZones(sku).join(', ') || 'none'}`);
    const finding = [...new Set(offered)].join('; ');
    const isZoneless = pools.some(({ sku }) => sku !== undefined && zonesOf(sku).length > 0 && openZones(sku).length === 0);
    return isZoneless ? warn(`${finding}: every zone is closed to the subscription`, advice) : pass(finding);
  },
};

/** Suggests known names for those of the config that are not known. */
const hints = (config: AzureContext['config']): string =>
  unknownNames(config)
    .flatMap(({ path, nearest }) => (nearest === undefined ? [] : [`${path}: did you mean "${nearest}"? Or `]))
    .join('');

function findingOf({ path, options }: NodePool, sku: VmSku | undefined, location: string): string | undefined {
  const which = `${path}.vmSize ${options.vmSize}`;
  if (sku === undefined) return `${which} is not offered in ${location}`;
  const closed = sku.restrictions.find(({ type }) => type === 'Location');
  if (closed !== undefined) return `${which} is closed to the subscription in ${location} (${closed.reasonCode ?? 'no reason given'})`;
  if (options.osDiskType === 'Ephemeral' && capability(sku, 'EphemeralOSDiskSupported') === 'False')
    return `${which} can't hold an ephemeral OS disk, and ${path}.osDiskType is Ephemeral`;
  return undefined;
}

const zonesOf = ({ locationInfo }: VmSku): readonly string[] => locationInfo.flatMap(({ zones }) => zones ?? []);

/** The zones that are open to the subscription. A deployment names none: AKS uses any open one. */
function openZones(sku: VmSku | undefined): readonly string[] {
  if (sku === undefined) return [];
  const closed = sku.restrictions.flatMap(({ type, restrictionInfo }) => (type === 'Zone' ? (restrictionInfo?.zones ?? []) : []));
  return zonesOf(sku)
    .filter((zone) => !closed.includes(zone))
    .sort();
}
