import type { LoggedRequest } from '../../fake-devops/http/request-log';
import { expectBalance } from '../scene/balance';
import { execute } from '../scene/containers';
import { eventually } from '../scene/eventually';
import type { SeenPod } from '../scene/pod-watch';
import { queueReads } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

scenario(
  'the token is replaced while jobs run: KEDA, registrars and the placeholder continue with the new one',
  { name: 'token' },
  async (scene) => {
    const running = scene.queue(3, { held: true });
    await scene.untilRunning(running);
    const pods = scene.pods.agentPods;

    const token = scene.devops.issueToken({ user: 'Grace' });
    await scene.deployment.putToken(token);
    scene.devops.expireToken(scene.devops.token);
    await scene.untilOver(scene.queue(3));
    await eventually('KEDA has read the new token', () => queueReads(scene).some(isAccepted));
    await eventually('the placeholder has read the new token', () =>
      scene.devops.requests.some((each) => isAccepted(each) && isFromPlaceholder(each)),
    );

    // The kubelet updates a mounted secret about once a minute.
    for (const pod of pods) await eventually('a registrar has the new token', () => hasToken(scene, pod, token));
    for (const job of running) job.release();
    await expectBalance(scene);
    await scene.untilPlaceholdersReady();
  },
);

/** Whether a request with the new token, which is Grace's, was successful. */
const isAccepted = ({ user, status }: LoggedRequest) => user === 'Grace' && status === 200;

/** Only the placeholder also asks for finished requests. */
const isFromPlaceholder = ({ path, query }: LoggedRequest) => /\/jobrequests$/.test(path) && /completedRequestCount=100\b/.test(query);

async function hasToken(scene: Scene, { pod }: SeenPod, token: string): Promise<boolean> {
  const { stdout } = await execute(scene, pod, 'registrar', ['cat', '/var/run/secrets/azp/token']);
  return stdout.trim() === token;
}
