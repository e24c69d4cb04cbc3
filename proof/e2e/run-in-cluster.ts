import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { projectOf } from '../../config/project';
import { cacheFolder } from '../../lib/cache-folder';
import { isOnPath, searchPath } from '../../lib/search-path';
import { logFolder, workFolder } from '../lib/folders';
import { Isolation } from './cluster/isolation';
import { readPlan } from './cluster/plan';
import { hasCniPlugins, type Machine, missingPrerequisites } from './cluster/prerequisites';
import { goNeeded } from './cluster/programs';
import { runInGivenCluster } from './given-cluster';
import { eventually } from './scene/eventually';

/**
 * Runs a program with a cluster: the one that KUBECONFIG names, else one that is made on this machine for it alone. It
 * finds the cluster by E2E_KUBECONFIG, E2E_IMAGE, E2E_SECOND_IMAGE and E2E_HOST (this machine's address for pods), and
 * may keep logs in E2E_LOGS. SIGTERM asks it to end.
 * @returns its exit code; 2 when there can be no cluster, 130 when it was told to end
 */
export async function runInCluster(command: readonly string[]): Promise<number> {
  if (process.env['KUBECONFIG']) return runInGivenCluster(command, process.env);
  return isolated(async (isolation, plan) => {
    const inside = [process.execPath, join(__dirname, 'cluster', 'inside.js'), plan, ...command];
    const ended = isolation.run(inside, { network: 'own' });
    const init = await Promise.race([ended, eventually('the first process in the namespaces', () => isolation.init)]);
    console.log(`... to look into the cluster: nsenter --target ${init} --net --mount --pid --wd`);
    return ended;
  });
}

/** Builds the agent image and copies its archive to a file, for a cluster that can load one. @returns an exit code */
export async function saveImage(file: string): Promise<number> {
  return isolated(async (_, plan) => {
    cpSync(readPlan(plan).images.agent, file);
    return 0;
  });
}

/** Prepares all, and then does something with the plan of the cluster. */
async function isolated(use: (isolation: Isolation, plan: string) => Promise<number>): Promise<number> {
  const project = projectOf(__dirname);
  const missing = missingPrerequisites(thisMachine(), goNeeded(project.root));
  if (missing.length > 0) {
    console.error(['A cluster cannot be made here:', ...missing].join('\n- '));
    return 2;
  }
  process.env['PATH'] = searchPath(process.env);
  const [work, logs, cgroup] = [workFolder(), logFolder(new Date()), `agents-e2e-${process.pid}`];
  const isolation = new Isolation(cgroup, work);
  const signals = heedSignals(isolation);
  try {
    const plan = join(work, 'plan.json');
    // Two runs would build the same things in the same place.
    const alone = ['flock', join(cacheFolder('e2e'), 'lock')];
    const prepare = [...alone, process.execPath, join(__dirname, 'cluster', 'prepare.js'), plan, project.root, work, logs, cgroup];
    const prepared = await isolation.run(prepare, { network: 'of the machine' });
    if (prepared !== 0 || signals.count > 0) return prepared || 130;
    const code = await use(isolation, plan);
    if (code !== 0) console.error(`Logs: ${logs}`);
    return code;
  } finally {
    await isolation.end();
  }
}

/** Ctrl-C once asks the cluster to end, twice ends it. */
function heedSignals(isolation: Isolation): { count: number } {
  const received = { count: 0 };
  const heed = () => {
    received.count += 1;
    if (received.count === 1) {
      console.error('\nEnding; Ctrl-C again to end it at once.');
      isolation.askToEnd();
    } else isolation.kill();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heed);
  return received;
}

function thisMachine(): Machine {
  const path = searchPath(process.env);
  const hasGo = isOnPath('go', path);
  const go = hasGo ? execFileSync('go', ['env', 'GOVERSION', 'GOTOOLCHAIN'], { encoding: 'utf8' }).trim().split('\n') : [];
  return {
    platform: `${process.platform} ${process.arch}`,
    isRoot: process.getuid?.() === 0,
    has: (program) => isOnPath(program, path),
    hasCniPlugins: hasCniPlugins(),
    go: go[0],
    goUpdatesItself: go[1] !== undefined && go[1] !== 'local' && go[1] !== '',
    baseIsGiven: Boolean(process.env['TEST_IMAGE_BASE']),
  };
}
