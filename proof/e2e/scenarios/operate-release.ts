import assert from 'node:assert/strict';
import type { NativeObject } from '../../../constructs/kubernetes/kubernetes-object';
import { releaseChecks } from '../../../operate/doctor/checks';
import { documentsIn } from '../cluster/yaml-files';
import { chartInstaller, releaseIn } from '../scene/chart-release';
import { MISSING_IMAGE, setImage } from '../scene/edit-objects';
import { untilDoctorFinds, untilDoctorPasses, untilStatusShows } from '../scene/operator-reports';
import { scenario } from '../scene/scenario';
import { writeTestChart } from '../scene/test-chart';

scenario(
  'status and the doctor read a Helm release: without a problem, with a running job, and with a fault that their advice repairs',
  { name: 'release', install: chartInstaller(writeTestChart()) },
  async (scene) => {
    const helm = releaseIn(scene.namespace);
    const options = ['--release', helm.release, '--namespace', scene.namespace];
    const checks = await untilDoctorPasses(scene, options);
    const expected = releaseChecks.filter(({ phase, service }) => phase === 'after' && service !== 'gitHub');
    assert.deepEqual(
      checks.map(({ id }) => id),
      expected.map(({ id }) => id),
    );
    scene.queue(1, { held: true });
    await scene.untilRunning(scene.jobs);
    await untilStatusShows(
      scene,
      {
        what: 'no problem and a running job',
        isExpected: ({ code, entries: [entry] }) =>
          code === 0 && entry !== undefined && 'value' in entry.queue && entry.queue.value.running === 1,
      },
      options,
    );

    await setImage(scene, 'linux', MISSING_IMAGE);
    const { advice } = await untilDoctorFinds(scene, { check: 'image', finding: /^ScaledJob \S+ runs 127\.0\.0\.1:9\/missing:1/ }, options);
    const command = `helm get manifest ${helm.release} --revision 1 --namespace ${scene.namespace}`;
    assert.ok(
      advice?.startsWith(command) && / \| kubectl apply --server-side --force-conflicts --field-manager helm /.test(advice),
      advice,
    );
    await assert.rejects(helm.rollback({ revision: 1 }), /conflict/, 'Helm alone leaves a field that somebody else has changed');
    for (const object of documentsIn(await helm.manifest(1))) await scene.kubernetes.apply(object as NativeObject, { manager: 'helm' });
    // The failed rollback is a revision of its own, of which the doctor warns until the next one.
    await scene.deploy();
    const repaired = await untilDoctorPasses(scene, options);
    assert.match(repaired.find(({ id }) => id === 'helm-release')?.finding ?? '', /^revision 3 of release is deployed/);
    for (const job of scene.jobs) job.release();
    await scene.untilOver(scene.jobs);
  },
);
