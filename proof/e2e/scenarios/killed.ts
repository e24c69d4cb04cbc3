import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { expectBalance } from '../scene/balance';
import { killProgram, onlyAgentPod, statusOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { MovedClock } from '../scene/moved-clock';
import { scenario } from '../scene/scenario';
import { LOCK_MINUTES, REAP_MINUTES } from '../scene/service-times';

suite('SIGKILL', { concurrency: true }, () => {
  const clock = new MovedClock();
  scenario(
    'of the agent: its job is abandoned and not run again, and the agent is deleted',
    { name: 'kill-agent', clock },
    async (scene) => {
      const job = scene.queueOne({ held: true });
      await scene.untilRunning([job]);
      await killProgram(scene, onlyAgentPod(scene), 'agent');
      await eventually('the pod has failed', () => onlyAgentPod(scene).status?.phase === 'Failed');
      assert.equal(statusOf(onlyAgentPod(scene), 'agent')?.state?.terminated?.exitCode, 137);
      assert.equal(job.isOver, false, 'Azure DevOps notices it only when the lock expires');
      assert.equal(scene.agents[0]?.enabled, false, 'the agent must take no other job, whoever has its key');

      clock.skip(LOCK_MINUTES + 1);
      await scene.untilOver([job]);
      assert.match(job.inDevOps.record.issue ?? '', /^We stopped hearing from agent/);
      await eventually('the agent is offline or deleted', () => scene.agents.every(({ status }) => status === 'offline'));
      clock.skip(REAP_MINUTES + 1);
      await expectBalance(scene, { results: { abandoned: 1 } });
    },
  );

  scenario('of the registrar: the job continues, and its agent is deregistered afterwards', { name: 'kill-registrar' }, async (scene) => {
    const job = scene.queueOne({ held: true });
    await scene.untilRunning([job]);
    await killProgram(scene, onlyAgentPod(scene), 'registrar');
    await eventually('the registrar was restarted and runs', () => {
      const { restartCount, state } = statusOf(onlyAgentPod(scene), 'registrar') ?? {};
      return restartCount === 1 && state?.running !== undefined;
    });
    assert.ok(job.isRunning, `${job}`);
    job.release();
    await expectBalance(scene);
    await eventually('the pod has succeeded', () => onlyAgentPod(scene).status?.phase === 'Succeeded');
  });
});
