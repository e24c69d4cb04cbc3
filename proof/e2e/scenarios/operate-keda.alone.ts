import { KedaOperator } from '../scene/keda-operator';
import { untilDoctorFinds, untilDoctorPasses, untilStatusShows } from '../scene/operator-reports';
import { scenario } from '../scene/scenario';

scenario("doctor and status report that KEDA's operator is scaled to 0", { name: 'op-seen' }, async (scene) => {
  await untilDoctorPasses(scene);
  await new KedaOperator(scene.kubernetes).whileScaledToZero(async () => {
    await untilDoctorFinds(scene, { check: 'keda-ready', finding: /^Deployment keda-operator is scaled to 0$/ });
    const problem = /^KEDA's operator does not run \(it is scaled to 0\)/;
    await untilStatusShows(scene, {
      what: `${problem}`,
      isExpected: ({ code, problems }) => code === 1 && problems.some(({ text }) => problem.test(text)),
    });
  });
  await untilDoctorPasses(scene);
});
