import assert from 'node:assert/strict';
import { releaseChecks } from '../../../operate/doctor/checks';
import { chartInstaller, releaseIn, WAIT } from '../scene/chart-release';
import { MISSING_IMAGE, setImage } from '../scene/edit-objects';
import { untilDoctorFinds, untilDoctorPasses, untilStatusShows } from '../scene/operator-reports';
import { scenario } from '../scene/scenario';
import { writeTestChart } from '../scene/test-chart';

scenario(
  'status and the doctor read a Helm release: without a problem, with a running job, and with a fault that Helm repairs as they advise',
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
    assert.match(advice ?? '', new RegExp(`helm rollback ${helm.release} 1 --namespace ${scene.namespace}`));
    await helm.rollback({ ...WAIT, revision: 1 });
    const repaired = await untilDoctorPasses(scene, options);
    assert.match(repaired.find(({ id }) => id === 'helm-release')?.finding ?? '', /^revision 2 of release is deployed/);
    for (const job of scene.jobs) job.release();
    await scene.untilOver(scene.jobs);
  },
);
