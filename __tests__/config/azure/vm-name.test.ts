import { KNOWN_VM_SIZES } from '../../../config/azure/known-vm-sizes';
import { hasNoSpot, hasOneCore, isArm } from '../../../config/azure/vm-name';

test.each([
  ['Standard_D4ps_v5', true],
  ['Standard_D2pds_v6', true],
  ['Standard_D8plds_v5', true],
  ['Standard_E4ps_v5', true],
  ['Standard_B2pts_v2', true],
  ['standard_d4PS_v5', true],
  ['Standard_D4ds_v5', false],
  ['Standard_NP10s', false],
  ['Standard_NC24ads_A100_v4', false],
  ['Standard_D2_v2_Promo', false],
  ['nonsense', false],
])('%s has ARM processors: %s', (size, expected) => {
  expect(isArm(size)).toBe(expected);
});

test('of the known sizes, those of the Ampere and Cobalt families have ARM processors', () => {
  const families = [...KNOWN_VM_SIZES].filter(isArm).map((size) => size.replace(/\d+/, '#'));
  expect([...new Set(families)].sort()).toEqual(
    ['B#pls_v2', 'B#ps_v2', 'B#pts_v2', 'D#pds_v5', 'D#pds_v6', 'D#plds_v5', 'D#plds_v6', 'D#pls_v5', 'D#pls_v6', 'D#ps_v5', 'D#ps_v6']
      .concat(['E#pds_v5', 'E#pds_v6', 'E#ps_v5', 'E#ps_v6'])
      .map((family) => `Standard_${family}`),
  );
});

test.each([
  ['Standard_B1ms', true],
  ['Standard_DS1_v2', true],
  ['Standard_F1s', true],
  ['Standard_DS11-1_v2', true],
  ['Standard_A0', true],
  ['Standard_B2s', false],
  ['Standard_DS11_v2', false],
  ['Standard_E4-2ds_v5', false],
  ['Standard_M12ds-6_v3', false],
  ['Standard_G1', false],
  ['nonsense', false],
])('%s has a single vCPU: %s', (size, expected) => {
  expect(hasOneCore(size)).toBe(expected);
});

test.each([
  ['Standard_B4ms', true],
  ['Standard_D2_v2_Promo', true],
  ['Standard_D4ds_v5', false],
])('%s has no spot VMs: %s', (size, expected) => {
  expect(hasNoSpot(size)).toBe(expected);
});
