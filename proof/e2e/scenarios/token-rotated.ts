import { balances } from '../scene/balance';
import { execute } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { kedaRequests } from '../scene/keda';
import type { SeenPod } from '../scene/pod-watch';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

scenario('a new token while jobs run: all go on with it, the old one is not missed', { name: 'token' }, async (scene) => {
  const running = scene.queue(3, { held: true });
  await scene.running(running);
  const pods = scene.pods.agentPods;

  const token = scene.devops.issueToken({ user: 'Grace' });
  await scene.deployment.putToken(token);
  scene.devops.expireToken(scene.devops.token);
  await scene.over(scene.queue(3));
  await eventually('KEDA has read the new token', () => kedaRequests(scene).some(isGrace));
  await eventually('the placeholder has read the new token', () => scene.devops.requests.some((each) => isGrace(each) && isRound(each)));

  // The kubelet brings a mounted secret up to date about once a minute.
  for (const pod of pods) await eventually('a registrar has the new token', () => hasToken(scene, pod, token));
  for (const job of running) job.release();
  await balances(scene);
  await scene.placeholdersReady();
});

const isGrace = ({ user, status }: { readonly user: string; readonly status?: number }) => user === 'Grace' && status === 200;

/** Only the placeholder asks for finished jobs too. */
const isRound = ({ path, query }: { readonly path: string; readonly query: string }) =>
  /\/jobrequests$/.test(path) && /completedRequestCount=100\b/.test(query);

async function hasToken(scene: Scene, { pod }: SeenPod, token: string): Promise<boolean> {
  const { stdout } = await execute(scene, pod, 'registrar', ['cat', '/var/run/secrets/azp/token']);
  return stdout.trim() === token;
}
