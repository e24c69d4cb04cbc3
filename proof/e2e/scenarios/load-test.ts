import assert from 'node:assert/strict';
import { untilIdle } from '../scene/balance';
import { runLoadTest } from '../scene/operator-reports';
import { scenario } from '../scene/scenario';

const JOBS = 5;

scenario('load test: one agent for each job, none left behind, and plausible times in the report', { name: 'load' }, async (scene) => {
  const { report, output } = await runLoadTest(scene, [
    '--pipeline',
    'linux',
    '--jobs',
    `${JOBS}`,
    '--seconds',
    '3',
    '--leftovers-after',
    '20',
  ]);
  await untilIdle(scene);

  const found = { agents: report.agentsStarted, left: report.leftovers?.agents, pods: scene.pods.agentPods.length };
  assert.deepEqual(found, { agents: JOBS, left: [], pods: JOBS });
  assert.deepEqual(
    report.jobs.map(({ result }) => result),
    Array(JOBS).fill('succeeded'),
  );
  for (const { queued = 0, assigned = 0, started = 0, finished = 0, name } of report.jobs) {
    const isInOrder = 0 < queued && queued <= assigned && assigned <= started && started + 3000 <= finished;
    assert.ok(isInOrder, `${name}: ${queued}, ${assigned}, ${started}, ${finished}`);
  }
  const { p50 = 0, p95 = 0, max = 0 } = report.queueToStart ?? {};
  assert.ok(0 < p50 && p50 <= p95 && p95 <= max, `${p50}, ${p95}, ${max}`);
  assert.match(output, new RegExp(`Queued run \\d+ with ${JOBS} jobs`));
});
