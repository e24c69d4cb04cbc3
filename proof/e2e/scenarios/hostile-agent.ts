import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { completed } from '../../fake-devops/state/agent';
import { finished } from '../../fake-devops/state/job-request';
import { balances } from '../scene/balance';
import { nameOf, onlyAgentPod, statusOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { KILL_CONTAINER, leaveListenerBehind } from '../scene/hostile-scripts';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';
import { numberOf, scrapePlaceholder } from '../scene/scrape';
import { StolenAgent } from '../scene/stolen-agent';
import type { TestJob } from '../scene/test-job';

/** The registrar sees within one minute that the job is over, and gives the listener one and a half; the kubelet measures volumes once a minute. */
const POD_ENDS_SECONDS = 8 * 60;
/** The registrar gives up after 90 s; a round of the placeholder takes one minute. */
const REAPED_SECONDS = 6 * 60;

suite('a job that wants its agent for longer', { concurrency: true }, () => {
  scenario('stops "run" and leaves a listener behind: it gets no further job, and its pod ends', { name: 'left' }, async (scene) => {
    const job = scene.queueOne({ script: leaveListenerBehind() });
    await scene.over([job]);
    const { inDevOps } = job;
    assert.equal(inDevOps.result, 'succeeded');
    assert.deepEqual(
      scene.agents.map(({ name, enabled }) => ({ name, enabled })),
      [{ name: inDevOps.agentName, enabled: false }],
    );
    await eventually('the listener that was left behind is online', () =>
      scene.agents.some(({ name, status }) => name === inDevOps.agentName && status === 'online'),
    );
    await othersRun(scene, job);

    const pod = () => scene.pods.agentPods.find((seen) => nameOf(seen.pod) === inDevOps.agentName)?.pod;
    await eventually(
      () => `the pod has ended: ${pod()?.status?.phase}`,
      () => ['Failed', 'Succeeded'].includes(pod()?.status?.phase ?? ''),
      POD_ENDS_SECONDS,
    );
    const ended = pod();
    assert.ok(ended);
    assert.equal(ended.status?.reason, 'Evicted');
    assert.match(ended.status?.message ?? '', /EmptyDir volume "evict" exceeds the limit "1Mi"/);
    await eventually('no container of it runs', () => statusOf(pod() ?? ended, 'agent')?.state?.running === undefined);
    await balances(scene, { pods: 3 });
  });

  scenario(
    'takes the key away and kills its container: the stolen agent gets no job, is told of and deleted',
    { name: 'stolen' },
    async (scene) => {
      scene.devops.settings.sessionExpiryMs = 2000;
      const job = scene.queueOne({ script: `while [ ! -e "$AGENT_WORKFOLDER/kill" ]; do sleep 0.2; done\n${KILL_CONTAINER}\nsleep 600` });
      await scene.running([job]);
      await eventually('the agent is disabled', () => scene.agents[0]?.enabled === false);
      const pod = onlyAgentPod(scene);
      const thief = await StolenAgent.copy(scene, pod);
      try {
        await thief.tell(scene, pod, 'touch /azp/_work/kill');
        await eventually('the container was killed', () => statusOf(onlyAgentPod(scene), 'agent')?.state?.terminated?.exitCode === 137);
        thief.start();
        await eventually('the stolen agent is online', () => scene.agents[0]?.status === 'online' && thief.listens);
        await eventually('the pod has failed', () => onlyAgentPod(scene).status?.phase === 'Failed');
        await eventually(
          'the placeholder has seen it',
          async () => numberOf(await scrapePlaceholder(scene), 'azp_agents_without_pod_online_total') === 1,
          REAPED_SECONDS,
        );
        assert.equal(scene.agents[0]?.status, 'online', 'a job is assigned to it still');
        endAsThief(scene, job);
        await othersRun(scene, job);
        await eventually(
          'the stolen agent is deleted',
          () => scene.agents.every(({ name }) => name !== job.inDevOps.agentName),
          REAPED_SECONDS,
        );
        assert.equal(numberOf(await scrapePlaceholder(scene), 'azp_agents_reaped_total'), 1);
      } finally {
        await thief.end();
      }
      await balances(scene, { pods: 3 });
    },
  );
});

/** Two more jobs run, each by an agent of its own. */
async function othersRun(scene: Scene, first: TestJob): Promise<void> {
  const others = scene.queue(2);
  await scene.over(others);
  assert.ok(!others.some(({ inDevOps }) => inDevOps.agentName === first.inDevOps.agentName), `${others.join('; ')}`);
}

/** With the agent's key the thief may say that the job is over. */
function endAsThief({ devops, agents }: Scene, { inDevOps }: TestJob): void {
  const pool = devops.pool('linux');
  const stolen = agents.find(({ name }) => name === inDevOps.agentName);
  assert.ok(stolen && inDevOps.request);
  pool.putRequest(finished(pool.request(inDevOps.request.requestId), 'succeeded', Date.now()));
  pool.putAgent(completed(pool.agent(stolen.id), { now: Date.now() }));
}
