import { suite } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { expectRunnerBalance } from '../scene/github/runner-balance';
import { runnerScenario } from '../scene/github/runner-scenario';

const TRICKLE = 12;

suite('GitHub: one pod for each job', { concurrency: true }, () => {
  runnerScenario('a job each second, then 15 together', { name: 'gh-burst' }, async (scene, gitHub) => {
    for (let second = 0; second < TRICKLE; second++) {
      gitHub.queue(1, { seconds: 3 });
      await delay(1000);
    }
    gitHub.queue(15, { seconds: 2 });
    await expectRunnerBalance(scene, gitHub);
  });

  runnerScenario(
    'jobs that the scaler has to acquire, more than maxRunners, of a repository',
    { name: 'gh-acquire', runnerPools: [{ maxRunners: 3 }], gitHub: { mode: 'acquire', scope: 'repository' } },
    async (scene, gitHub) => {
      gitHub.queue(7, { seconds: 2 });
      await expectRunnerBalance(scene, gitHub);
    },
  );
});
