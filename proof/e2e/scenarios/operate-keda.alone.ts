import { doctorFinds, doctorIsContent, statusSays } from '../scene/asking';
import { KedaOperator } from '../scene/keda-operator';
import { scenario } from '../scene/scenario';

scenario("doctor and status find that KEDA's operator is away", { name: 'op-seen' }, async (scene) => {
  await doctorIsContent(scene);
  await new KedaOperator(scene.kubernetes).away(async () => {
    await doctorFinds(scene, 'keda-ready', /^Deployment keda-operator is scaled to 0$/);
    const isSaid = /^KEDA's operator does not run \(it is scaled to 0\)/;
    await statusSays(scene, `${isSaid}`, ({ code, problems }) => code === 1 && problems.some(({ text }) => isSaid.test(text)));
  });
  await doctorIsContent(scene);
});
