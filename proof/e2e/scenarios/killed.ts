import assert from 'node:assert/strict';
import { suite } from 'node:test';
import { balances } from '../scene/balance';
import { killProgram, onlyAgentPod, statusOf } from '../scene/containers';
import { eventually } from '../scene/eventually';
import { MovedClock } from '../scene/moved-clock';
import { scenario } from '../scene/scenario';

/** Minutes until Azure DevOps gives a job up whose agent renews no lock any more. */
const LOCK_MINUTES = 10;
/** Minutes that an agent is offline before the placeholder takes it for left behind. */
const REAP_MINUTES = 15;

suite('SIGKILL', { concurrency: true }, () => {
  const clock = new MovedClock();
  scenario('of the agent: its job is given up, not run again, and nothing is left', { name: 'kill-agent', clock }, async (scene) => {
    const job = scene.queueOne({ held: true });
    await scene.running([job]);
    await killProgram(scene, onlyAgentPod(scene), 'agent');
    await eventually('the pod has failed', () => onlyAgentPod(scene).status?.phase === 'Failed');
    assert.equal(statusOf(onlyAgentPod(scene), 'agent')?.state?.terminated?.exitCode, 137);
    assert.equal(job.isOver, false, 'Azure DevOps can only tell by the lock');
    assert.equal(scene.agents[0]?.enabled, false, 'what becomes of its key, it takes no further job');

    clock.skip(LOCK_MINUTES + 1);
    await scene.over([job]);
    assert.match(job.inDevOps.record.issue ?? '', /^We stopped hearing from agent/);
    await eventually('the agent is offline or gone', () => scene.agents.every(({ status }) => status === 'offline'));
    clock.skip(REAP_MINUTES + 1);
    await balances(scene, { results: { abandoned: 1 } });
  });

  scenario('of the registrar: the job goes on, its agent is deregistered at the end', { name: 'kill-registrar' }, async (scene) => {
    const job = scene.queueOne({ held: true });
    await scene.running([job]);
    await killProgram(scene, onlyAgentPod(scene), 'registrar');
    await eventually('the registrar was restarted and runs', () => {
      const { restartCount, state } = statusOf(onlyAgentPod(scene), 'registrar') ?? {};
      return restartCount === 1 && state?.running !== undefined;
    });
    assert.ok(job.isRunning, `${job}`);
    job.release();
    await balances(scene);
    await eventually('the pod has succeeded', () => onlyAgentPod(scene).status?.phase === 'Succeeded');
  });
});
