import { allocatable, vmSize } from '../../config/vm-size';

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

test.each(['Standard_NC24ads_A100_v4', 'Standard_E96ds_v5', 'Standard_D1s_v5', 'nonsense'])('%s is not known', (name) => {
  expect(vmSize(name)).toBeUndefined();
});

test('a node with 2 cores and 8 GiB keeps 100m and, at 110 pods, a quarter of its memory and 100 MiB for itself', () => {
  expect(allocatable({ cpus: 2, memoryGiB: 8, diskless: false }, 110)).toEqual({
    cpuMillis: 1900,
    memoryBytes: (8192 - 2048 - 100) * 1024 ** 2,
  });
});

test('a large node keeps 20 MiB a pod and 50 MiB', () => {
  expect(allocatable({ cpus: 8, memoryGiB: 64, diskless: false }, 110)).toEqual({
    cpuMillis: 7820,
    memoryBytes: (65536 - 2250 - 100) * 1024 ** 2,
  });
});
