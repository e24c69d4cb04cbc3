import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { nameOf, onlyRunnerPod, statusOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';
import { leaveListenerBehind, MEDDLE_WITH_FLAGS } from '../scene/hostile-scripts';
import { parseFindings, passSecretsToJob, searchContainer, searchScript } from '../scene/secret-search';
import { StolenAgent } from '../scene/stolen-agent';

/**
 * Limit for the end of the pod. The registrar notices the end of the job within a minute and waits 90 s for the listener to end.
 * The kubelet measures volumes once a minute.
 */
const POD_END_SECONDS = 8 * 60;

const IDLE_MINUTES = 1;

suite('GitHub: a hostile job', { concurrency: true }, () => {
  runnerScenario('does not find the private key of the App', { name: 'gh-search' }, async (scene, gitHub) => {
    const job = gitHub.queueOne({ script: searchScript() });
    await scene.untilRunning([job]);
    const pod = onlyRunnerPod(scene);
    // One line, because a key has line breaks and blanks, which the search could not be passed.
    const secrets = { key: gitHub.key.split('\n')[9] ?? '' };
    const control = await searchContainer(scene, pod, 'registrar', secrets);
    assert.ok(
      control.found['key']?.some((place) => place.startsWith('/run/secrets/github/')),
      `found: ${control.found['key']}`,
    );

    await passSecretsToJob(scene, pod, 'runner', secrets);
    await expectRunnerBalance(scene, gitHub);
    const { found, files, processes } = parseFindings(job.inGitHub.log);
    assert.deepEqual(found, { key: [] });
    assert.ok(files > 5000, `only ${files} files were read`);
    assert.deepEqual(
      processes.filter((each) => /\bregister\b/.test(each)),
      [],
    );
  });

  runnerScenario(
    'deletes the handover flags that say that it runs: it is not taken for an idle runner, runs to its end, and its pod ends',
    { name: 'gh-flags', runnerPools: [{ idleMinutes: IDLE_MINUTES }] },
    async (scene, gitHub) => {
      const job = gitHub.queueOne({ script: MEDDLE_WITH_FLAGS, held: true });
      await scene.untilRunning([job]);
      // An idle runner would be removed after idleMinutes.
      await delay(IDLE_MINUTES * 60_000 + 20_000);
      assert.ok(job.isRunning, `${job}`);
      job.release();
      await expectRunnerBalance(scene, gitHub);
    },
  );

  runnerScenario(
    'suspends "run" and leaves a listener behind: the listener gets no other job, and the pod is evicted',
    { name: 'gh-left' },
    async (scene, gitHub) => {
      const job = gitHub.queueOne({ script: leaveListenerBehind() });
      await scene.untilOver([job]);
      assert.equal(job.inGitHub.result, 'succeeded');
      assert.deepEqual(gitHub.runners, [], 'GitHub ends the registration of a runner with its job');
      const others = gitHub.queue(2);
      await scene.untilOver(others);
      assert.ok(!others.some(({ takenBy }) => takenBy === job.takenBy), `${others.join('; ')}`);

      const pod = () => scene.pods.runnerPods.find((seen) => nameOf(seen.pod) === job.takenBy)?.pod;
      await eventually(
        () => `the pod has ended: ${pod()?.status?.phase}`,
        () => ['Failed', 'Succeeded'].includes(pod()?.status?.phase ?? ''),
        { withinSeconds: POD_END_SECONDS },
      );
      const ended = pod();
      assert.ok(ended);
      assert.equal(ended.status?.reason, 'Evicted');
      assert.match(ended.status?.message ?? '', /EmptyDir volume "evict" exceeds the limit "1Mi"/);
      await eventually('the runner container does not run', () => statusOf(pod() ?? ended, 'runner')?.state?.running === undefined);
      await expectRunnerBalance(scene, gitHub);
    },
  );

  runnerScenario('copies its key to another place: the key gets no other job', { name: 'gh-stolen' }, async (scene, gitHub) => {
    const job = gitHub.queueOne({ held: true });
    await scene.untilRunning([job]);
    const thief = await StolenAgent.copy(scene, onlyRunnerPod(scene), 'runner');
    try {
      job.release();
      await scene.untilOver([job]);
      const others = gitHub.queue(3, { held: true });
      thief.start();
      await scene.untilRunning(others);
      assert.ok(!others.some(({ takenBy }) => takenBy === job.takenBy), `${others.join('; ')}`);
      await eventually('the listener with the stolen key has given up', () => thief.hasExited);
      assert.equal(thief.isListening, false, thief.output);
      for (const other of others) other.release();
      await expectRunnerBalance(scene, gitHub);
    } finally {
      await thief.end();
    }
  });
});
