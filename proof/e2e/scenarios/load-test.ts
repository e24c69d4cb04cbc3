import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../../operate/load-test/report';
import { untilIdle } from '../scene/balance';
import { runOperatorCommand } from '../scene/operator-command';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

const JOBS = 5;

scenario('load test: one agent for each job, none left behind, and plausible times in the report', { name: 'load' }, async (scene) => {
  const { report, output } = await loadTest(scene, [
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

/** Runs the command, asserts that it succeeds, and reads its report. */
async function loadTest(scene: Scene, args: readonly string[]): Promise<{ readonly report: Report; readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'load-test-'));
  try {
    const file = join(folder, 'report.json');
    const { code, stdout, stderr } = await runOperatorCommand(scene, 'load-test', [...args, '--json', file]);
    assert.equal(code, 0, `${stdout}${stderr}`);
    return { report: JSON.parse(readFileSync(file, 'utf8')), output: stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
