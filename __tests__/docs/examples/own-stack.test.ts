import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { OwnStack } from '../../../docs/examples/own-stack/main';
import { schemaErrors } from '../../support/kubernetes-schema';
import { manifestsOf, readStacks, type StackJson } from '../../support/synth';

test('an agent pool in a separate stack has all objects that it needs', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'own-'));
  const app = new App({ outdir });
  new OwnStack(app, 'own');
  app.synth();
  const objects = manifestsOf(readStacks(outdir)['own'] as StackJson);
  rmSync(outdir, { recursive: true });
  expect(objects.map(({ kind }) => kind).sort()).toEqual([
    'Deployment',
    'NetworkPolicy',
    'Role',
    'Role',
    'RoleBinding',
    'RoleBinding',
    'ScaledJob',
    'ServiceAccount',
    'TriggerAuthentication',
  ]);
  expect(objects.find(({ kind }) => kind === 'ScaledJob')).toMatchObject({ spec: { maxReplicaCount: 5, pollingInterval: 10 } });
  expect(objects.flatMap(schemaErrors)).toEqual([]);
});
