import assert from 'node:assert/strict';
import { balances } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { kedaLooked } from '../scene/keda';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

scenario(
  'the config of an agent pool is edited while jobs run: none is lost, what comes next is new',
  { name: 'edit', agentPools: [{ maxAgents: 2 }] },
  async (scene) => {
    const { image, secondImage } = scene.environment;
    const early = scene.queue(2, { held: true });
    await scene.running(early);
    const late = scene.queue(3, { held: true });
    await kedaLooked(scene, 2);
    assert.deepEqual(images(scene), [image, image], 'as many as the old maximum');

    await scene.deployment.apply(scene.config({ maxAgents: 4 }, secondImage), scene.devops.token);
    await eventually(
      () => `two more jobs run: ${late.join('; ')}`,
      () => late.filter(({ isRunning }) => isRunning).length === 2,
    );
    await kedaLooked(scene, 2);
    assert.deepEqual(images(scene), [image, image, secondImage, secondImage], 'as many as the new maximum');
    await scene.running(early);

    for (const job of scene.jobs) job.release();
    await balances(scene);
    assert.deepEqual(images(scene), [image, image, secondImage, secondImage, secondImage]);
    await eventually(
      'the placeholder has the new image',
      () => scene.pods.placeholderPods.at(-1)?.pod.spec?.containers[0]?.image === secondImage,
    );
  },
);

/** Of both containers of each agent pod, oldest first. */
const images = ({ pods }: Scene): readonly string[] =>
  pods.agentPods.map(({ pod }) => {
    const all = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].map(({ image }) => image);
    return [...new Set(all)].join(' and ');
  });
