import type { Check } from '../../../../operate/doctor/check';
import { osDisks } from '../../../../operate/doctor/checks/azure/os-disks';
import { vmArchitecture } from '../../../../operate/doctor/checks/azure/vm-architecture';
import { vmSizeForAks } from '../../../../operate/doctor/checks/azure/vm-size-for-aks';
import { vmSizes } from '../../../../operate/doctor/checks/azure/vm-sizes';
import type { DoctorContext } from '../../../../operate/doctor/context';
import { Unmet } from '../../../../operate/doctor/outcome';
import { aConfig, type Draft } from '../../../support/builders';
import { aContext, arm, aSku } from '../support/workstation';

const SKUS = arm('/providers/Microsoft.Compute/skus');
const capabilities = (values: Readonly<Record<string, string>>) => ({
  capabilities: Object.entries(values).map(([name, value]) => ({ name, value })),
});

/** The outcome of a check for a config whose default node pool has a size with these capabilities. */
const found = (check: Check<DoctorContext>, values: Readonly<Record<string, string>>, changes: Draft = {}) =>
  check.run(aContext({ config: aConfig(changes), outputs: { [SKUS]: [aSku('Standard_D2ds_v5', capabilities(values))] } }));

const nodes = (nodePool: Draft): Draft => ({ cluster: { nodePool } });
const SIZE = 'cluster.nodePool.vmSize Standard_D2ds_v5';

describe('the size of nodes that run pods of AKS', () => {
  test.each([
    [{ vCPUs: '1', MemoryGB: '8' }, `${SIZE} has 1 vCPUs, and AKS requires 2`],
    [{ vCPUs: '4', vCPUsAvailable: '1', MemoryGB: '8' }, `${SIZE} has 1 vCPUs, and AKS requires 2`],
    [{ vCPUs: '2', MemoryGB: '3.5' }, `${SIZE} has 3.5 GiB of memory, and AKS requires 4 where its own pods run`],
  ])('%j is too small', async (values, finding) => {
    expect(await found(vmSizeForAks, values)).toEqual({ status: 'fail', finding, advice: 'choose a larger size' });
  });

  test.each([[{ vCPUs: '2', MemoryGB: '4' }], [{ vCPUs: '2' }]])('%j is large enough', async (values) => {
    expect(await found(vmSizeForAks, values)).toHaveProperty('status', 'pass');
  });

  test('nodes only for agents may have less memory', async () => {
    const config = aConfig({ cluster: { agentNodePool: {} } });
    const skus = [aSku('Standard_D2ds_v5'), aSku('Standard_D4ds_v5', capabilities({ vCPUs: '2', MemoryGB: '3.5' }))];
    expect(await vmSizeForAks.run(aContext({ config, outputs: { [SKUS]: skus } }))).toHaveProperty('status', 'pass');
  });
});

describe('processors', () => {
  const arm64 = { vCPUs: '2', CpuArchitectureType: 'Arm64' };

  test('of ARM cannot run the image that is built here', async () => {
    expect(await found(vmArchitecture, arm64)).toEqual({
      status: 'fail',
      finding: `${SIZE} has processors of the kind Arm64, and the agent image is built for x64`,
      advice: 'choose a size without "p" in its name',
    });
  });

  test('of ARM may run another image', async () => {
    expect(await found(vmArchitecture, arm64, { image: { kind: 'reference', reference: 'example.azurecr.io/agent:1' } })).toEqual({
      status: 'warn',
      finding: `${SIZE} has processors of the kind Arm64: whether example.azurecr.io/agent:1 is also built for these is not known`,
      advice: 'see which processors it is built for: docker manifest inspect example.azurecr.io/agent:1',
    });
  });

  test('that Azure does not state count as x64', async () => {
    expect(await found(vmArchitecture, { vCPUs: '2' })).toHaveProperty('status', 'pass');
  });
});

describe('an ephemeral OS disk', () => {
  const GIB = 1024 ** 3;
  const disk = (osDiskSizeGb: number) => nodes({ osDiskSizeGb });

  test.each<[string, Readonly<Record<string, string>>, string, number]>([
    ['the temporary disk', { MaxResourceVolumeMB: '76800' }, 'a temporary disk of 75 GiB', 75],
    [
      'the larger of two',
      { CachedDiskBytes: `${50 * GIB}`, MaxResourceVolumeMB: '16384' },
      'a cache of 50 GiB and a temporary disk of 16 GiB',
      50,
    ],
    [
      'the disk that may be used',
      { CachedDiskBytes: `${50 * GIB}`, MaxResourceVolumeMB: '76800', SupportedEphemeralOSDiskPlacements: 'CacheDisk' },
      'a cache of 50 GiB',
      50,
    ],
    [
      'the NVMe disk',
      { NVMeDiskSizeInMiB: '112640', MaxResourceVolumeMB: '0', SupportedEphemeralOSDiskPlacements: 'ResourceDisk, NvmeDisk' },
      'a NVMe disk of 110 GiB',
      110,
    ],
  ])('fits on %s', async (_, values, disks, most) => {
    expect(await found(osDisks, values, disk(most))).toEqual({
      status: 'pass',
      finding: `cluster.nodePool.osDiskSizeGb ${most} on Standard_D2ds_v5, which has ${disks}`,
    });
    expect(await found(osDisks, values, disk(most + 1))).toEqual({
      status: 'fail',
      finding: `cluster.nodePool.osDiskSizeGb ${most + 1} on Standard_D2ds_v5, which has ${disks}`,
      advice: `lower osDiskSizeGb to ${most} in cluster.nodePool or less, choose a larger size, or set osDiskType to Managed`,
    });
  });

  test('is not checked if Azure states no disk', async () => {
    expect(await found(osDisks, { NvmeDiskSizeInMiB: '10240' }, disk(2048))).toEqual({
      status: 'pass',
      finding: 'cluster.nodePool.osDiskSizeGb 2048 on Standard_D2ds_v5, which has local disks of a size that Azure does not state',
    });
  });

  test('is not configured', async () => {
    const finding = 'no node pool has an ephemeral OS disk';
    const managed = nodes({ osDiskType: 'Managed', osDiskSizeGb: 2048 });
    expect(await found(osDisks, { MaxResourceVolumeMB: '76800' }, managed)).toEqual({ status: 'pass', finding });
    expect(await found(osDisks, { EphemeralOSDiskSupported: 'False', MaxResourceVolumeMB: '1024' })).toEqual({ status: 'pass', finding });
  });
});

test.each([osDisks, vmArchitecture, vmSizeForAks])('a size that is not offered is left to another check: %#', async (check) => {
  await expect(check.run(aContext({ outputs: { [SKUS]: [] } }))).rejects.toThrow(
    new Unmet('Standard_D2ds_v5 is not offered, see the check "vm-sizes"'),
  );
});

test('unknown names are reported with similar known ones', async () => {
  const config = aConfig({ location: 'westeuropa', cluster: { nodePool: { vmSize: 'Standard_D2sd_v5' } } });
  expect(await vmSizes.run(aContext({ config, outputs: { [SKUS]: [] } }))).toEqual({
    status: 'fail',
    finding: 'cluster.nodePool.vmSize Standard_D2sd_v5 is not offered in westeuropa',
    advice:
      'location: did you mean "westeurope"? Or cluster.nodePool.vmSize: did you mean "Standard_D2ds_v5"? Or choose another size: az vm list-skus --location westeuropa --resource-type virtualMachines --output table',
  });
});
