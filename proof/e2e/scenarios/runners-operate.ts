import assert from 'node:assert/strict';
import { allChecks } from '../../../operate/doctor/checks';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';
import { runLoadTest, untilDoctorFinds, untilDoctorPasses, untilStatusShows } from '../scene/operator-reports';
import { Scaler } from '../scene/scaler';

const JOBS = 3;

runnerScenario(
  'GitHub: doctor, status and load test know runner pools: a sound deployment, a load next to a running job, a missing scale set',
  { name: 'gh-operate', runnerPools: [{ labels: ['linux', 'small'] }] },
  async (scene, gitHub) => {
    const checks = await untilDoctorPasses(scene);
    const expected = allChecks.filter(({ phase, service }) => phase === 'after' && service !== 'azureDevOps');
    assert.deepEqual(
      checks.map(({ id }) => id),
      expected.map(({ id }) => id),
    );

    const job = gitHub.queueOne({ labels: ['linux'], held: true });
    await scene.untilRunning([job]);
    const { runnerPools } = await untilStatusShows(scene, {
      what: 'a busy runner and no problem',
      isExpected: ({ code, runnerPools: [pool] }) =>
        code === 0 && pool?.runners !== undefined && 'value' in pool.runners && pool.runners.value.busy === 1,
    });
    assert.match(JSON.stringify(runnerPools[0]?.session), /"heldBy":"azure-pipelines-scaler-/);
    assert.match(JSON.stringify(runnerPools[0]?.pods), new RegExp(`"name":"${job.takenBy}"`));

    const args = ['--repository', 'contoso/app', '--jobs', `${JOBS}`, '--seconds', '2', '--every', '1', '--leftovers-after', '5'];
    const { report, output } = await runLoadTest(scene, args);
    assert.match(output, new RegExp(`Queued run \\d+ with ${JOBS} jobs`));
    assert.deepEqual(
      { runners: report.agentsStarted, left: report.leftovers?.agents, results: report.jobs.map(({ result }) => result) },
      { runners: JOBS, left: [], results: Array(JOBS).fill('succeeded') },
    );
    job.release();
    await expectRunnerBalance(scene, gitHub, { pods: 1 + JOBS });

    await new Scaler(scene).scale(0);
    gitHub.fake.switches.deleteScaleSet(gitHub.fake.scaleSets[0]?.id ?? 0);
    const problem = /^gh-linux: no replica of the scaler has the session of the scale set/;
    await Promise.all([
      untilDoctorFinds(scene, { check: 'scale-sets', finding: /^scale set "gh-linux" does not exist in runner group "Default"/ }),
      untilStatusShows(scene, {
        what: 'that no session is open',
        isExpected: ({ code, problems }) => code === 1 && problems.some(({ text }) => problem.test(text)),
      }),
    ]);
  },
);
