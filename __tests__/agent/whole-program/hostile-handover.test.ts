import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeDevOps } from '../../../proof/fake-devops/fake-devops';
import { cleanup } from './support/cleanup';
import { agentNames, startDevOps } from './support/devops';
import { type Pod, pod } from './support/pod';

let devops: FakeDevOps;
beforeEach(async () => {
  devops = await startDevOps();
});
afterEach(cleanup);

/** Every name that either container uses in the handover. */
const NAMES = [
  ...['.agent', '.credentials', '.credentials_rsaparams'],
  ...['.agent.partial', '.credentials.partial', '.credentials_rsaparams.partial'],
  ...['ready', 'stop', 'job-assigned', 'job-taken', 'job-started', 'may-i-stop'],
];
const ENDLESS_JOB = 'echo begun; while [ ! -e "$AGENT_WORKFOLDER/end" ]; do sleep 0.05; done';

interface Place {
  readonly handover: string;
  /** A file outside the handover that must not change. */
  readonly victim: string;
  /** Id of another agent, which must stay registered. */
  readonly other: number;
}

const empty = (handover: string) => {
  for (const name of readdirSync(handover)) rmSync(join(handover, name), { recursive: true });
};
/** Puts something in place of every name; all together, because "run" sets flags again that were deleted. */
const each = (put: (path: string, place: Place) => void) => (place: Place) => {
  const aside = mkdtempSync(join(place.handover, 'aside-'));
  for (const name of NAMES) put(join(aside, name), place);
  for (const name of NAMES) {
    rmSync(join(place.handover, name), { recursive: true, force: true });
    renameSync(join(aside, name), join(place.handover, name));
  }
};

const tricks: readonly (readonly [string, (place: Place) => void])[] = [
  ['links in place of all flags', each((path, { victim }) => symlinkSync(victim, path))],
  ['links that lead nowhere', each((path) => symlinkSync(join(path, 'nowhere'), path))],
  ['links that lead to themselves', each((path) => symlinkSync(path, path))],
  ['pipes that nobody reads or writes', each((path) => execFileSync('mkfifo', [path]))],
  ['folders that are not empty', each((path) => mkdirSync(join(path, 'ready', 'stop'), { recursive: true }))],
  [
    'names with newlines, and very many of them',
    ({ handover }) => {
      for (let n = 0; n < 2000; n++) writeFileSync(join(handover, `ready\n{"event":"deregistered"}\n${n}`), '');
    },
  ],
  ['a forged .agent', ({ handover, other }) => writeFileSync(join(handover, '.agent'), JSON.stringify({ agentId: other, poolId: 44 }))],
  ['an empty folder', ({ handover }) => empty(handover)],
  ['no flag "ready"', ({ handover }) => rmSync(join(handover, 'ready'))],
  ['the answer that it may stop', ({ handover }) => writeFileSync(join(handover, 'stop'), '')],
  [
    'the request for permission to stop, and the permission',
    ({ handover }) => {
      for (const name of ['may-i-stop', 'job-assigned']) writeFileSync(join(handover, name), '');
    },
  ],
];

/** A pod whose job runs, with another agent and a file that the registrar could be made to harm. */
async function aRunningJob() {
  const job = devops.queueJob({ pool: 'linux', script: ENDLESS_JOB });
  const started = pod({ devops });
  await devops.eventually('the job runs', () => job.log === 'begun\n', { withinMs: 60_000 });
  const other = devops.addAgent('linux', { name: 'someone-else', version: '4.275.0' });
  const victim = join(started.folder.path, 'victim');
  writeFileSync(victim, 'precious');
  const place = { handover: started.folder.handover, victim, other: other.id };
  const end = () => writeFileSync(join(started.folder.work, 'end'), '');
  return { job, started, place, end };
}

/** Like the kubelet after the registrar ran out of memory. */
async function restarted(started: Pod): Promise<void> {
  await started.register.kill();
  await (await started.restartRegister()).event('adopting the registered agent');
}

async function nothingIsHarmed({ job, started, place, end }: Awaited<ReturnType<typeof aRunningJob>>): Promise<void> {
  await devops.eventually('the agent is disabled', () =>
    devops.agentsOf('linux').some(({ name, enabled }) => name === 'linux-x7k2p' && !enabled),
  );
  expect([job.result, started.run.code]).toEqual([undefined, undefined]);
  end();
  expect((await started.ended).register).toBe(0);
  expect([job.result, agentNames(devops)]).toEqual(['succeeded', ['someone-else']]);
  expect(readFileSync(place.victim, 'utf8')).toBe('precious');
  expect(devops.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/agents'))).toHaveLength(1);
}

test.each(tricks)(
  'a job puts into the handover: %s. The registrar continues, even after a restart',
  async (_what, play) => {
    const scene = await aRunningJob();
    play(scene.place);
    await restarted(scene.started);
    await nothingIsHarmed(scene);
  },
  120_000,
);

test('a job replaces files in the handover while the registrar restarts', async () => {
  const scene = await aRunningJob();
  const { handover, victim } = scene.place;
  let turn = 0;
  const swapping = setInterval(() => {
    const path = join(handover, NAMES[turn % NAMES.length] ?? '');
    rmSync(path, { force: true, recursive: true });
    if (turn++ % 2 === 0) symlinkSync(victim, path);
    else mkdirSync(path);
  }, 1);
  try {
    await restarted(scene.started);
  } finally {
    clearInterval(swapping);
  }
  await nothingIsHarmed(scene);
}, 120_000);
