/**
 * VM sizes of the families for general purposes, compute, memory and storage: family, numbers, and suffixes after the
 * number ("-" for none). Used for warnings only, because Azure adds sizes. Compare with:
 * az vm list-sizes --location <location>
 *
 * Source: github.com/Azure/karpenter-provider-azure, pkg/providers/pricing/zz_generated.pricing.go at commit 352646f5, with
 * data of 2026-06-18: the sizes that have a price in a region. Sizes with fewer vCPUs than their number says are left out.
 */
const FAMILIES: readonly (readonly [family: string, numbers: string, suffixes: string])[] = [
  ['A', '0 1 2 3 4 5 6 7 8 9 10 11', '-'],
  ['A', '1 2 4 8', '_v2'],
  ['A', '2 4 8', 'm_v2'],
  ['B', '1', 'ls'],
  ['B', '1 2', 's'],
  ['B', '1 2 4 8 12 16 20', 'ms'],
  ['B', '2', 'ats_v2 pts_v2 ts_v2'],
  ['B', '2 4 8 16', 'pls_v2 ps_v2'],
  ['B', '2 4 8 16 32', 'als_v2 as_v2 ls_v2 s_v2'],
  ['D', '1 2 3 4 5 11 12 13 14 15', '_v2'],
  ['D', '1 2 3 4 11 12 13 14', '-'],
  ['D', '2 3 4 5 11 12 13 14', '_v2_Promo'],
  ['D', '2 4 8 16 32 48 64', '_v3 _v4 d_v4 ds_v4 s_v3 s_v4'],
  [
    'D',
    '2 4 8 16 32 48 64 96',
    '_v5 a_v4 ads_v5 ads_v6 alds_v6 als_v6 as_v4 as_v5 as_v5_Promo as_v6 d_v5 ds_v5 lds_v5 ls_v5 pds_v5 pds_v6 plds_v5 plds_v6 pls_v5 pls_v6 ps_v5 ps_v6 s_v5',
  ],
  ['D', '2 4 8 16 32 48 64 96 128', 'lds_v6 ls_v6 nds_v6 nlds_v6 nls_v6 ns_v6'],
  ['D', '2 4 8 16 32 48 64 96 128 160', 'ads_v7 alds_v7 als_v7 as_v7'],
  ['D', '2 4 8 16 32 48 64 96 128 192', 'ds_v6 s_v6'],
  ['D', '2 4 8 16 32 48 64 96 128 192 248', 'lds_v7 ls_v7'],
  ['D', '2 4 8 16 32 48 64 96 128 192 248 372', 'ds_v7 s_v7'],
  ['D', '4', 'ahs_v4'],
  ['D', '15', 'i_v2'],
  ['D', '372', 'ids_v7 is_v7'],
  ['DC', '1 2 4', 's_v2'],
  ['DC', '1 2 4 8 16 24 32 48', 'ds_v3 s_v3'],
  ['DC', '2 4', 's'],
  ['DC', '2 4 8 16 32 48 64 96', 'ads_v5 ads_v6 as_v5 as_v6'],
  ['DC', '2 4 8 16 32 48 64 96 128', 'eds_v5 eds_v6 es_v5 es_v6'],
  ['DC', '8', '_v2'],
  ['DS', '1 2 3 4 5 11 12 13 14 15', '_v2'],
  ['DS', '1 2 3 4 11 12 13 14', '-'],
  ['DS', '2 3 4 5 11 12 13 14', '_v2_Promo'],
  ['DS', '15', 'i_v2'],
  ['E', '2 4 8 16 20 32 48 64', '_v3 _v4 d_v4 ds_v4 s_v3 s_v4'],
  ['E', '2 4 8 16 20 32 48 64 96', '_v5 a_v4 ads_v5 ads_v6 as_v4 as_v5 as_v6 d_v5 ds_v5 pds_v5 ps_v5 s_v5'],
  ['E', '2 4 8 16 20 32 48 64 96 128', 'ds_v6 s_v6'],
  ['E', '2 4 8 16 20 32 48 64 96 128 192 248', 'ds_v7 s_v7'],
  ['E', '2 4 8 16 32 48 64 96', 'bds_v5 bs_v5 pds_v6 ps_v6'],
  ['E', '2 4 8 16 32 48 64 96 128', 'bds_v6 bs_v6 nds_v6 ns_v6'],
  ['E', '2 4 8 16 32 48 64 96 128 160', 'ads_v7 as_v7'],
  ['E', '64', 'i_v3 is_v3'],
  ['E', '80', 'ids_v4 is_v4'],
  ['E', '96', 'ias_v4'],
  ['E', '96 112', 'iads_v5 ias_v5'],
  ['E', '104', 'i_v5 id_v5 ids_v5 is_v5'],
  ['E', '112', 'ibds_v5 ibs_v5'],
  ['E', '192', 'ibds_v6 ibs_v6 ids_v6 is_v6'],
  ['E', '372', 'ids_v7 is_v7'],
  ['EC', '2 4 8 16 20 32 48 64 96', 'ads_v5 as_v5'],
  ['EC', '2 4 8 16 32 48 64 96', 'ads_v6 as_v6'],
  ['EC', '2 4 8 16 32 48 64 96 128', 'eds_v5 es_v5'],
  ['EC', '2 4 8 16 32 48 64 128', 'eds_v6 es_v6'],
  ['EC', '96', 'iads_v5 ias_v5'],
  ['F', '1 2 4 8 16', '- s'],
  ['F', '1 2 4 8 16 32 48 64', 'ams_v6'],
  ['F', '1 2 4 8 16 32 48 64 72', 'als_v6 as_v6'],
  ['F', '1 2 4 8 16 32 48 64 80', 'ads_v7 alds_v7 als_v7 amds_v7 ams_v7 as_v7'],
  ['F', '2 4 8 16 32 48 64 72', 's_v2'],
  ['F', '72', 'iams_v6'],
  ['FX', '2 4 8 12 16 24 32 48 64 96', 'mds_v2 ms_v2'],
  ['FX', '4 12 24 36 48', 'mds'],
  ['L', '2 4 8 12 16 24 32', 'aos_v4'],
  ['L', '2 4 8 16 32 48 64 80 96', 'as_v4 s_v4'],
  ['L', '4 8 16 32', 's'],
  ['L', '8 16 32 48 64 80', 'as_v3 s_v3'],
  ['L', '8 16 32 48 64 80 96', 's_v2'],
  ['L', '88', 'is_v2'],
  ['L', '96 104 112', 'is_v3'],
  ['L', '96 112', 'ias_v3'],
];

/** Families whose sizes are not listed: GPUs, high-performance computing, very large memory, and old ones. */
const UNLISTED: ReadonlySet<string> = new Set(['G', 'GS', 'H', 'HB', 'HC', 'HX', 'M', 'NC', 'NCC', 'ND', 'NG', 'NP', 'NV', 'PB']);

/** Names of the VM sizes that are listed above. */
export const KNOWN_VM_SIZES: ReadonlySet<string> = new Set(
  FAMILIES.flatMap(([family, numbers, suffixes]) =>
    numbers
      .split(' ')
      .flatMap((number) => suffixes.split(' ').map((suffix) => `Standard_${family}${number}${suffix === '-' ? '' : suffix}`)),
  ),
);

/** Whether a VM size may exist: it is listed, or belongs to a family that is not. */
export function mayBeVmSize(size: string): boolean {
  if (KNOWN_VM_SIZES.has(size) || size.startsWith('Basic_') || size.includes('-')) return true;
  const family = /^Standard_([A-Z]+)\d/.exec(size)?.[1];
  return family !== undefined && UNLISTED.has(family);
}
