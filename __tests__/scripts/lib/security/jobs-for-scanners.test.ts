import type { Job } from 'kubernetes-types/batch/v1';
import { kubernetesObjects } from '../../../../scripts/lib/kubernetes-objects';
import { jobsForScanners } from '../../../../scripts/lib/security/jobs-for-scanners';
import type { StackJson } from '../../../../scripts/lib/stack-json';
import { aConfig } from '../../../support/builders';
import { synthApp } from '../../../support/synth';

const objects = kubernetesObjects(synthApp(aConfig())['pipelines-agents'] as unknown as StackJson);
const kindsOf = (list: readonly { readonly kind: string }[]) => list.map(({ kind }) => kind);

test('a ScaledJob becomes the Job that KEDA would create, and other objects stay unchanged', () => {
  const scanned = jobsForScanners(objects);
  expect(kindsOf(scanned)).toEqual(kindsOf(objects).map((kind) => (kind === 'ScaledJob' ? 'Job' : kind)));
  expect(scanned.slice(0, -1)).toEqual(objects.slice(0, -1));
  expect(scanned.at(-1)).toMatchObject({
    apiVersion: 'batch/v1',
    metadata: { name: 'pipelines-linux', namespace: 'pipelines-agents' },
    spec: { backoffLimit: 0, template: { spec: { automountServiceAccountToken: false } } },
  });
});

test('the sidecar becomes an ordinary container, because scanners ignore init containers', () => {
  const { spec } = (jobsForScanners(objects).at(-1) as Job).spec?.template ?? {};
  expect(spec).not.toHaveProperty('initContainers');
  expect(spec?.containers.map(({ name }) => name)).toEqual(['agent', 'registrar']);
  expect(spec?.containers[1]).not.toHaveProperty('restartPolicy');
});

test('an init container that ends stays an init container', () => {
  const [scanned] = jobsForScanners([
    {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledJob',
      metadata: { name: 'a' },
      spec: { jobTargetRef: { template: { spec: { initContainers: [{ name: 'before' }], containers: [{ name: 'agent' }] } } } },
    } as (typeof objects)[number],
  ]);
  expect((scanned as Job).spec?.template.spec).toEqual({ initContainers: [{ name: 'before' }], containers: [{ name: 'agent' }] });
});
