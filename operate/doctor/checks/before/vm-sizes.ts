import { unknownNames } from '../../../../config/azure/unknown-names';
import type { Check } from '../../check';
import type { DoctorContext } from '../../context';
import { capability, nodePoolsOf, type VmSku } from '../../facts/vm-skus';
import { fail, pass, warn } from '../../outcome';

type NodePool = ReturnType<typeof nodePoolsOf>[number];

export const vmSizes: Check<Pick<DoctorContext, 'config' | 'vmSkus'>> = {
  id: 'vm-sizes',
  title: 'The region offers the VM sizes',
  phase: 'before',
  run: async ({ config, vmSkus }) => {
    const { location } = config;
    const skus = await vmSkus();
    const pools = nodePoolsOf(config).map((pool) => ({ pool, sku: skus.find(({ name }) => name === pool.options.vmSize) }));
    const faults = pools.flatMap(({ pool, sku }) => faultOf(pool, sku, location) ?? []);
    const advice = `${hints(config)}choose another size: az vm list-skus --location ${location} --resource-type virtualMachines --output table`;
    if (faults.length > 0) return fail(faults.join('; '), advice);
    const well = pools.map(({ pool, sku }) => `${pool.options.vmSize} in ${location}, zones ${openZones(sku).join(', ') || 'none'}`);
    const finding = [...new Set(well)].join('; ');
    const isZoneless = pools.some(({ sku }) => sku !== undefined && zonesOf(sku).length > 0 && openZones(sku).length === 0);
    return isZoneless ? warn(`${finding}: every zone is closed to the subscription`, advice) : pass(finding);
  },
};

/** The names of the config that are close to known ones. */
const hints = (config: DoctorContext['config']): string =>
  unknownNames(config)
    .flatMap(({ path, nearest }) => (nearest === undefined ? [] : [`${path}: did you mean "${nearest}"? Or `]))
    .join('');

function faultOf({ path, options }: NodePool, sku: VmSku | undefined, location: string): string | undefined {
  const which = `${path}.vmSize ${options.vmSize}`;
  if (sku === undefined) return `${which} is not offered in ${location}`;
  const closed = sku.restrictions.find(({ type }) => type === 'Location');
  if (closed !== undefined) return `${which} is closed to the subscription in ${location} (${closed.reasonCode ?? 'no reason given'})`;
  if (options.osDiskType === 'Ephemeral' && capability(sku, 'EphemeralOSDiskSupported') === 'False')
    return `${which} can't hold an ephemeral OS disk, and ${path}.osDiskType is Ephemeral`;
  return undefined;
}

const zonesOf = ({ locationInfo }: VmSku): readonly string[] => locationInfo.flatMap(({ zones }) => zones ?? []);

/** A deployment names no zones: AKS takes any that is open. */
function openZones(sku: VmSku | undefined): readonly string[] {
  if (sku === undefined) return [];
  const closed = sku.restrictions.flatMap(({ type, restrictionInfo }) => (type === 'Zone' ? (restrictionInfo?.zones ?? []) : []));
  return zonesOf(sku)
    .filter((zone) => !closed.includes(zone))
    .sort();
}
