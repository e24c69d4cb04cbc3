import { kedaFaults } from '../../../proof/e2e/given-keda';

test.each([
  ['ghcr.io/kedacore/keda:2.20.2', undefined],
  ['ghcr.io/kedacore/keda:v2.19.0@sha256:0', undefined],
  ['ghcr.io/kedacore/keda:2.20.2', '2.20.2'],
  ['example.azurecr.io/keda@sha256:0', '2.20.2'],
] as const)('the KEDA of %s with --keda %s can be used', (image, wanted) => expect(kedaFaults(image, wanted)).toEqual([]));

test.each([
  ['ghcr.io/kedacore/keda:2.17.0', undefined, 'its KEDA is 2.17.0, which this project does not support: 2.18.3, '],
  ['ghcr.io/kedacore/keda:2.20.2', '2.19.0', 'its KEDA is 2.20.2, but --keda says 2.19.0'],
  [
    'example.azurecr.io/keda:main',
    undefined,
    "the version of its KEDA is not in the image's name example.azurecr.io/keda:main: name it with",
  ],
] as const)('the KEDA of %s with --keda %s cannot', (image, wanted, fault) => {
  expect(kedaFaults(image, wanted)).toEqual([expect.stringContaining(fault)]);
});
