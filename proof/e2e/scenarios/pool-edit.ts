import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { untilQueueRead } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

scenario(
  'an entry is edited while jobs run: they continue, and later pods have the new settings',
  { name: 'edit', agentPools: [{ maxAgents: 2 }] },
  async (scene) => {
    const { image, secondImage } = scene.environment;
    const running = scene.queue(2, { held: true });
    await scene.untilRunning(running);
    const waiting = scene.queue(3, { held: true });
    await untilQueueRead(scene, 2);
    assert.deepEqual(images(scene), [image, image], 'the old maximum is 2');

    await scene.deploy({ entry: { maxAgents: 4 }, image: secondImage });
    await eventually(
      () => `two more jobs run: ${waiting.join('; ')}`,
      () => waiting.filter(({ isRunning }) => isRunning).length === 2,
    );
    await untilQueueRead(scene, 2);
    assert.deepEqual(images(scene), [image, image, secondImage, secondImage], 'the new maximum is 4');
    await scene.untilRunning(running);

    for (const job of scene.jobs) job.release();
    await expectBalance(scene);
    assert.deepEqual(images(scene), [image, image, secondImage, secondImage, secondImage]);
    await eventually(
      'the placeholder has the new image',
      () => scene.pods.placeholderPods.at(-1)?.pod.spec?.containers[0]?.image === secondImage,
    );
  },
);

/** Images of each agent pod, oldest pod first. Both containers should have the same one. */
const images = ({ pods }: Scene): readonly string[] =>
  pods.agentPods.map(({ pod }) => {
    const all = [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])].map(({ image }) => image);
    return [...new Set(all)].join(' and ');
  });
