import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { OwnRunners } from '../../../docs/examples/own-stack-runners/main';
import { schemaErrors } from '../../support/kubernetes-schema';
import { manifestsOf, onlyResource, readStacks, type StackJson } from '../../support/synth';

test('a runner pool in a separate stack has all objects that it needs', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'own-'));
  const app = new App({ outdir });
  new OwnRunners(app, 'own-runners');
  app.synth();
  const stack = readStacks(outdir)['own-runners'] as StackJson;
  rmSync(outdir, { recursive: true });
  const objects = manifestsOf(stack);
  expect(objects.map(({ kind }) => kind).sort()).toEqual([
    'Deployment',
    'NetworkPolicy',
    'NetworkPolicy',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'Role',
    'RoleBinding',
    'ScaledJob',
    'Service',
    'ServiceAccount',
    'ServiceAccount',
  ]);
  expect(objects.find(({ kind }) => kind === 'ScaledJob')).toMatchObject({ spec: { maxReplicaCount: 5, pollingInterval: 1 } });
  expect(onlyResource(stack, 'kubernetes_secret_v1')).toMatchObject({ metadata: { name: 'github-credential' } });
  expect(objects.flatMap(schemaErrors)).toEqual([]);
});
