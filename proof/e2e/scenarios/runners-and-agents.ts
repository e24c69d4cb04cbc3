import assert from 'node:assert/strict';
import { expectBalance } from '../scene/balance';
import { nameOf } from '../scene/containers';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';
import { Scaler } from '../scene/scaler';
import { sampleValue, scrape } from '../scene/scrape';

const RUNNER_POOLS = [{}, { name: 'gh-large', scaleSet: 'large-set', labels: ['linux', 'large'] }];

runnerScenario(
  'agents and runners of one deployment, with one scaler: each job runs on a pod of its own pool, and neither service waits for the other',
  { name: 'both', agentPools: [{}], runnerPools: RUNNER_POOLS },
  async (scene, gitHub) => {
    const large = gitHub.queue(2, { labels: ['large', 'linux'], held: true });
    const small = gitHub.queue(2, { held: true });
    const ofDevOps = scene.queue(3, { held: true });
    const all = [...large, ...small, ...ofDevOps];
    await scene.untilRunning(all);
    const scaler = new Scaler(scene);
    await scaler.untilReady(2);
    const samples = await Promise.all(scaler.readyPods.map((pod) => scrape(scene.kubernetes, scene.namespace, nameOf(pod))));
    const ofReplicas = (name: string) => samples.map((each) => sampleValue(each, name, { entry: scene.scaledJobName('gh-linux') }));
    assert.deepEqual(ofReplicas('azp_scaler_session_held').toSorted(), [0, 1], 'one replica has the session');
    assert.ok(ofReplicas('azp_scaler_jobs_assigned').includes(small.length), `${ofReplicas('azp_scaler_jobs_assigned')}`);
    for (const job of large) assert.match(job.takenBy ?? '', new RegExp(`^${scene.scaledJobName('gh-large')}-`));
    for (const job of small) assert.match(job.takenBy ?? '', new RegExp(`^${scene.scaledJobName('gh-linux')}-`));
    for (const job of all) job.release();
    await expectBalance(scene);
    await expectRunnerBalance(scene, gitHub);

    const away = gitHub.fake.fault({ answer: '503' });
    await scene.untilOver(scene.queue(2));
    assert.ok(away.hits > 0);
    away.remove();
    const devOpsAway = scene.devops.fault({ answer: '503', path: /^(?!.*\/stub\/)/ });
    await scene.untilOver(gitHub.queue(2));
    devOpsAway.remove();
    await expectBalance(scene);
    await expectRunnerBalance(scene, gitHub);
  },
);
