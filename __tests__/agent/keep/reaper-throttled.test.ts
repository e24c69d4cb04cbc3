import { KeepScene } from '../support/keep-scene';
import { addOffline as leaveBehind, podName } from '../support/left-behind';

const LEFT = podName(0);

let scene: KeepScene;
beforeEach(async () => {
  scene = await KeepScene.start();
});
afterEach(() => scene.end());

const addOffline = (name: string, minutes?: number, at?: number) => leaveBehind(scene, name, minutes, at);

test('if the service answers and asks to wait, nothing is deleted', async () => {
  addOffline(LEFT);
  scene.devops.rateLimit({ remaining: 0, retryAfter: 120 });
  await scene.run(90);
  expect(scene.names).toContain(LEFT);
});

test('an agent that is online is disabled before all others, even when the service asks to wait', async () => {
  for (let n = 0; n < 60; n++) addOffline(podName(n));
  scene.devops.addAgent('linux', { name: podName(99), version: '4.275.0', status: 'online' });
  scene.devops.rateLimit({ remaining: 0, retryAfter: 120 });
  await scene.run(30);
  expect(scene.devops.agentsOf('linux').filter(({ name }) => name === podName(99))).toMatchObject([{ enabled: false }]);
  expect(scene.names).toHaveLength(62);
});

test('if the service refuses a call and asks to wait, no further call is made', async () => {
  addOffline(podName(1));
  addOffline(podName(2));
  scene.devops.fault({ method: 'DELETE', answer: { status: 429, retryAfter: 300 }, times: 1 });
  await scene.run(290);
  expect(scene.calls().at(-1)).toMatch(/^DELETE/);
  expect(scene.names).toHaveLength(3);
});
