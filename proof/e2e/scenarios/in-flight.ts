import assert from 'node:assert/strict';
import { mostConcurrentPods } from '../scene/concurrent-pods';
import { removeTriggerParameter } from '../scene/edit-objects';
import { eventually } from '../scene/eventually';
import { untilQueueRead } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';

const JOBS = 3;

/**
 * Why the trigger has `scaleOnInFlight: "false"`: from 2.21 on KEDA otherwise counts a job that runs too. The agent of that job is
 * Taken, so it is not subtracted, and KEDA makes another one. Earlier versions do not know the parameter.
 */
scenario(
  'without scaleOnInFlight "false", KEDA 2.21 adds an agent without work for each job that runs',
  { name: 'flight', agentPools: [{ maxAgents: 10, idleMinutes: 10 }] },
  async (scene) => {
    await removeTriggerParameter(scene, 'scaleOnInFlight');
    await untilQueueRead(scene, 2);
    const jobs = scene.queue(JOBS, { held: true });
    await scene.untilRunning(jobs);
    const expected = countsRunningJobs(scene.environment.kedaVersion) ? 2 * JOBS : JOBS;
    const agentPods = () => scene.pods.agentPods.length;
    await eventually(
      () => `${JOBS} jobs have ${expected} agents; so far ${agentPods()}`,
      () => agentPods() >= expected,
    );
    // The agents without work are subtracted, so there are no more.
    await untilQueueRead(scene, 4);
    assert.equal(mostConcurrentPods(scene.pods.agentPods), expected);
    for (const job of jobs) job.release();
    await scene.untilOver(jobs);
  },
);

const countsRunningJobs = (kedaVersion: string): boolean => Number(kedaVersion.split('.')[1]) >= 21;
