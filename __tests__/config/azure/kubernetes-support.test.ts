import { KUBERNETES_SUPPORT } from '../../../config/azure/kubernetes-support';
import { aConfig } from '../../support/builders';
import { createdCluster } from '../../support/created-parts';

const DAY = 24 * 60 * 60 * 1000;
const versions = Object.keys(KUBERNETES_SUPPORT);

test('every minor version from the first that is accepted to the last that is announced has its end', () => {
  expect(versions).toEqual(versions.map((_, index) => `1.${33 + index}`));
  expect(versions).toContain(createdCluster(aConfig()).kubernetesVersion);
});

test.each(Object.entries(KUBERNETES_SUPPORT))(
  '%s ends with a month, and a year later with long-term support',
  (_, { standard, longTerm }) => {
    expect(new Date(Date.parse(standard) + DAY).getUTCDate()).toBe(1);
    expect(longTerm).toBe(standard.replace(/^\d+/, (year) => `${Number(year) + 1}`));
  },
);

test('a newer version ends later', () => {
  const ends = Object.values(KUBERNETES_SUPPORT).map(({ standard }) => standard);
  expect(ends).toEqual([...ends].sort());
});
