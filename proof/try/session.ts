// Deploys the agents, and shows pods and jobs until SIGTERM. It runs where the cluster is, and listens on a Unix socket,
// because the network of the cluster is separate from that of the machine.
//
//   node session.js <socket> <URL of the page> <number of jobs to queue> <once | stay>
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Scene } from '../e2e/scene/scene';
import { step } from '../lib/step';
import { KEYS_HELP } from './keys';
import { changesBetween, NOTHING_YET, statusLine } from './lines';
import { POOL, queueJobs } from './queue-jobs';
import { relayTo } from './relay';
import { jobStateOf, podStateOf, type Snapshot } from './snapshot';
import { Terminal } from './terminal';

/** So few that ten jobs wait for one another, and that a small machine can run them. */
const MAX_AGENTS = 5;
const REFRESH_MS = 500;

const [socket = '', pageUrl = '', jobs = '0', mode = 'stay'] = process.argv.slice(2);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

/** @returns an exit code */
async function main(): Promise<number> {
  const scene = await step('deploying the agents stack', () =>
    Scene.start({ name: 'try', agentPools: [{ name: POOL, maxAgents: MAX_AGENTS }] }),
  );
  const relay = relayTo({ host: scene.environment.host, port: Number(new URL(scene.devops.origin).port) });
  try {
    await once(relay.listen(socket), 'listening');
    printWelcome(scene);
    if (Number(jobs) > 0) await queueJobs(socket, Number(jobs));
    await follow(scene);
    if (stop.signal.aborted) return 130;
    return scene.devops.pool(POOL).requests.every(({ result }) => result === 'succeeded') ? 0 : 1;
  } finally {
    await step(`deleting the namespace ${scene.namespace}`, () => scene.end());
    relay.close();
  }
}

function printWelcome(scene: Scene): void {
  const keys = process.stdout.isTTY ? `Keys: ${KEYS_HELP}.` : 'Ctrl-C removes everything.';
  console.log(
    [
      '',
      `Page: ${pageUrl}   (queue jobs there, and see what becomes of them)`,
      `The ScaledJob ${scene.scaledJobName()} in namespace ${scene.namespace} creates a pod for each job, at most ${MAX_AGENTS} at a time.`,
      keys,
      '',
    ].join('\n'),
  );
}

/** Prints what changes, until SIGTERM or, with `once`, until all jobs are over. */
async function follow(scene: Scene): Promise<void> {
  const terminal = new Terminal(process.stdout);
  for (let before = NOTHING_YET; !stop.signal.aborted; ) {
    const after = snapshotOf(scene);
    const time = new Date().toTimeString().slice(0, 8);
    for (const line of changesBetween(before, after)) terminal.print(`${time}  ${line}`);
    terminal.showStatus(statusLine(after));
    before = after;
    if (mode === 'once' && [...after.jobs.values()].every(({ state }) => state === 'over')) break;
    await delay(REFRESH_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  }
  terminal.showStatus('');
}

function snapshotOf(scene: Scene): Snapshot {
  const short = (name = '') => name.replace(`${scene.scaledJobName()}-`, '');
  const now = Date.now();
  return {
    pods: new Map(scene.pods.agentPods.map((seen) => [short(seen.pod.metadata?.name), podStateOf(seen)])),
    jobs: new Map(
      scene.devops.jobs.map(({ buildId, record, request, agentName }) => [
        buildId,
        { ...jobStateOf(record, request, now), agent: short(agentName) },
      ]),
    ),
  };
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
