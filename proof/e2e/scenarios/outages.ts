import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../../fake-devops/http/fault-effect';
import { balances } from '../scene/balance';
import { eventually } from '../scene/eventually';
import { kedaRequests } from '../scene/keda';
import { scenario } from '../scene/scenario';
import type { Scene } from '../scene/scene';

const OUTAGE_MS = 60_000;

/** The whole service. Only what the fake has invented for its stub agents works on. */
const EVERYTHING = /^(?!.*\/stub\/)/;
/** What is asked with the token, by KEDA, registrars and the placeholder. Agents that run have credentials of their own. */
const BY_TOKEN = /^(?!.*\/(?:stub|_oauth|sessions|messages|jobrequests\/\d))/;

interface Outage {
  readonly name: string;
  readonly answer: Fault;
  readonly path: RegExp;
}

const outages: readonly Outage[] = [
  { name: '401', answer: '401-empty', path: BY_TOKEN },
  { name: 'html', answer: '203-html', path: BY_TOKEN },
  { name: '429', answer: { status: 429, retryAfter: 20 }, path: EVERYTHING },
  { name: '503', answer: '503', path: EVERYTHING },
  { name: 'nothing', answer: 'hang', path: EVERYTHING },
];

// They mostly wait.
describe('Azure DevOps is out of order for a minute', { concurrency: outages.length }, () => {
  for (const outage of outages)
    scenario(`${outage.name}: jobs that run go on, jobs that were queued run afterwards`, { name: `out-${outage.name}` }, (scene) =>
      outlive(scene, outage),
    );
});

async function outlive(scene: Scene, { answer, path }: Outage): Promise<void> {
  await scene.running(scene.queue(1, { held: true }));
  // Its pod is about to register its agent when it begins.
  scene.queue(1, { held: true });
  await eventually('KEDA has made a second pod', () => scene.pods.agentPods.length === 2);

  const askedBefore = kedaRequests(scene).length;
  const fault = scene.devops.fault({ answer, path });
  const queued = scene.queue(2, { held: true });
  await delay(OUTAGE_MS);
  const answers = new Set(
    kedaRequests(scene)
      .slice(askedBefore)
      .map(({ status }) => status),
  );
  assert.ok(answers.size > 0 && !answers.has(200), `KEDA got these answers in the outage: ${[...answers]}`);
  assert.deepEqual(
    queued.map(({ starts }) => starts),
    [0, 0],
  );
  fault.remove();

  await scene.running(scene.jobs);
  for (const job of scene.jobs) job.release();
  await balances(scene);
}
