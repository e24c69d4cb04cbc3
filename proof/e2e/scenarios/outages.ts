import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../../fake-devops/http/fault-effect';
import { expectBalance } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { queueReads } from '../scene/queue-reads';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

const OUTAGE_MS = 60_000;

/** Every path of the service. The paths that only the fake has, for its stub agents, keep working. */
const ALL_PATHS = /^(?!.*\/stub\/)/;
/** Paths that KEDA, registrars and the placeholder request with the token. Running agents have their own credentials. */
const TOKEN_PATHS = /^(?!.*\/(?:stub|_oauth|sessions|messages|jobrequests\/\d))/;

interface Outage {
  readonly name: string;
  readonly answer: Fault;
  readonly path: RegExp;
}

const OUTAGES: readonly Outage[] = [
  { name: '401', answer: '401-empty', path: TOKEN_PATHS },
  { name: 'html', answer: '203-html', path: TOKEN_PATHS },
  { name: '429', answer: { status: 429, retryAfter: 20 }, path: ALL_PATHS },
  { name: '503', answer: '503', path: ALL_PATHS },
  { name: 'nothing', answer: 'hang', path: ALL_PATHS },
];

// All run in parallel, because they mostly wait.
describe('Azure DevOps fails for a minute', { concurrency: OUTAGES.length }, () => {
  for (const outage of OUTAGES)
    scenario(`${outage.name}: running jobs continue, queued jobs run afterwards`, { name: `out-${outage.name}` }, (scene) =>
      runThroughOutage(scene, outage),
    );
});

async function runThroughOutage(scene: Scene, { answer, path }: Outage): Promise<void> {
  await scene.untilRunning(scene.queue(1, { held: true }));
  // When the outage begins, the pod of this job is about to register its agent.
  scene.queue(1, { held: true });
  await eventually('KEDA has created a second pod', () => scene.pods.agentPods.length === 2);

  const requestsBefore = queueReads(scene).length;
  const fault = scene.devops.fault({ answer, path });
  const queued = scene.queue(2, { held: true });
  await delay(OUTAGE_MS);
  const answers = new Set(
    queueReads(scene)
      .slice(requestsBefore)
      .map(({ status }) => status),
  );
  assert.ok(answers.size > 0 && !answers.has(200), `statuses of KEDA's requests during the outage: ${[...answers]}`);
  assert.deepEqual(
    queued.map(({ starts }) => starts),
    [0, 0],
  );
  fault.remove();

  await scene.untilRunning(scene.jobs);
  for (const job of scene.jobs) job.release();
  await expectBalance(scene);
}
