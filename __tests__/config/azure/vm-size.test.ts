import { allocatable, vmSize } from '../../../config/azure/vm-size';

test.each([
  ['Standard_D2ds_v5', 2, 8, false],
  ['Standard_D2s_v5', 2, 8, true],
  ['Standard_D2s_v3', 2, 8, false],
  ['Standard_D4ads_v5', 4, 16, false],
  ['Standard_D4lds_v5', 4, 8, false],
  ['Standard_E8ds_v5', 8, 64, false],
  ['Standard_F4s_v2', 4, 8, false],
  ['Standard_B2ms', 2, 8, true],
  ['Standard_DS2_v2', 2, 7, false],
])('%s has %i cores and %i GiB; known to lack a local disk: %s', (name, cpus, memoryGiB, diskless) => {
  expect(vmSize(name)).toEqual({ cpus, memoryGiB, diskless });
});

test.each(['Standard_NC24ads_A100_v4', 'Standard_E96ds_v5', 'Standard_D1s_v5', 'nonsense'])('the hardware of %s is unknown', (name) => {
  expect(vmSize(name)).toBeUndefined();
});

test('a node with 2 cores and 8 GiB reserves 100m and, at 110 pods, a quarter of its memory and 100 MiB', () => {
  expect(allocatable({ cpus: 2, memoryGiB: 8, diskless: false }, 110)).toEqual({
    cpuMillis: 1900,
    memoryBytes: (8192 - 2048 - 100) * 1024 ** 2,
  });
});

test('a large node reserves 20 MiB for each pod and 50 MiB', () => {
  expect(allocatable({ cpus: 8, memoryGiB: 64, diskless: false }, 110)).toEqual({
    cpuMillis: 7820,
    memoryBytes: (65536 - 2250 - 100) * 1024 ** 2,
  });
});

test('AKS reserves CPU by the number of cores', () => {
  const kept = [1, 2, 4, 8, 16, 32, 64].map((cpus) => cpus * 1000 - allocatable({ cpus, memoryGiB: 8, diskless: false }, 110).cpuMillis);
  expect(kept).toEqual([60, 100, 140, 180, 260, 420, 740]);
});

test.each([
  ['Standard_B2s', 4],
  ['Standard_B4ms', 16],
  ['Standard_B8ms', 32],
  ['Standard_B2ls_v2', 4],
  ['Standard_B2s_v2', 8],
  ['Standard_B4ls_v2', 8],
  ['Standard_B4s_v2', 16],
  ['Standard_D2_v2', 7],
  ['Standard_D3_v2', 14],
  ['Standard_DS3_v2', 14],
  ['Standard_DS4_v2', 28],
  ['Standard_D64ds_v5', 256],
  ['Standard_E32ds_v5', 256],
  ['Standard_F72s_v2', 144],
])('%s has %i GiB', (name, memoryGiB) => {
  expect(vmSize(name)?.memoryGiB).toBe(memoryGiB);
});

test.each(['Standard_D96ds_v5', 'Standard_E48ds_v5', 'Standard_E64ds_v5'])(
  '%s is larger than the sizes that its family describes',
  (name) => {
    expect(vmSize(name)).toBeUndefined();
  },
);
