import { execFileSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { KedaVersion } from '../../config/keda-version';
import { projectOf } from '../../config/project';
import { cacheFolder } from '../../lib/cache-folder';
import { isOnPath, searchPath } from '../../lib/search-path';
import { createLogFolder, createWorkFolder } from '../lib/folders';
import { Isolation } from './cluster/isolation';
import { readPlan } from './cluster/plan';
import { hasCniPlugins, type Machine, missingPrerequisites } from './cluster/prerequisites';
import { goNeeded } from './cluster/programs';
import { runInGivenCluster } from './given-cluster';
import { NEWEST_TESTED_KEDA_VERSION } from './keda-versions';
import { eventually } from './scene/eventually';

export interface ClusterOptions {
  /** Version of KEDA. @default - the newest that the cluster can run, or the one of the cluster that KUBECONFIG names */
  readonly keda?: KedaVersion | undefined;
}

/**
 * Runs a program with a cluster: the one that KUBECONFIG names, otherwise one that is created on this machine for this program.
 * The program gets the variables E2E_KUBECONFIG, E2E_IMAGE, E2E_SECOND_IMAGE, E2E_RUNNER_IMAGE, E2E_HELM, E2E_HOST (this machine's address
 * for pods), E2E_KEDA (KEDA's version), and E2E_LOGS for logs. SIGTERM asks it to end.
 * @returns its exit code; 2 if there can be no cluster, 130 if it was asked to end
 */
export async function runInCluster(command: readonly string[], { keda }: ClusterOptions = {}): Promise<number> {
  if (process.env['KUBECONFIG']) return runInGivenCluster(command, process.env, keda);
  return withPlan(keda ?? NEWEST_TESTED_KEDA_VERSION, async (isolation, plan) => {
    const inside = [process.execPath, join(__dirname, 'cluster', 'inside.js'), plan, ...command];
    const ended = isolation.run(inside, { network: 'separate' });
    const init = await Promise.race([ended, eventually('the first process in the namespaces', () => isolation.init)]);
    console.log(`... to enter the cluster: nsenter --target ${init} --net --mount --pid --wd`);
    return ended;
  });
}

/** Builds the agent image and the runner image, and copies their archive to a file, to load them into another cluster. @returns an exit code */
export async function saveImage(file: string): Promise<number> {
  return withPlan(NEWEST_TESTED_KEDA_VERSION, async (_, plan) => {
    cpSync(readPlan(plan).images.agents, file);
    return 0;
  });
}

/** Builds programs and images, then calls `use` with the path of the cluster's plan. @returns an exit code */
async function withPlan(keda: KedaVersion, use: (isolation: Isolation, plan: string) => Promise<number>): Promise<number> {
  const project = projectOf(__dirname);
  const missing = missingPrerequisites(thisMachine(), goNeeded(project.root, keda));
  if (missing.length > 0) {
    console.error(['A cluster cannot be created here:', ...missing].join('\n- '));
    return 2;
  }
  process.env['PATH'] = searchPath(process.env);
  const [work, logs, cgroup] = [createWorkFolder(), createLogFolder(new Date()), `agents-e2e-${process.pid}`];
  const isolation = new Isolation(cgroup, work);
  const signals = handleSignals(isolation);
  try {
    const plan = join(work, 'plan.json');
    // The lock keeps two runs from building the same things in the same folder.
    const locked = ['flock', join(cacheFolder('e2e'), 'lock')];
    const prepare = [...locked, process.execPath, join(__dirname, 'cluster', 'prepare.js'), plan, project.root, work, logs, cgroup, keda];
    const prepared = await isolation.run(prepare, { network: 'machine' });
    if (prepared !== 0 || signals.count > 0) return prepared || 130;
    const code = await use(isolation, plan);
    if (code !== 0) console.error(`Logs: ${logs}`);
    return code;
  } finally {
    await isolation.end();
  }
}

/** The first Ctrl-C asks the cluster to end, the second one kills it. */
function handleSignals(isolation: Isolation): { count: number } {
  const received = { count: 0 };
  const onSignal = () => {
    received.count += 1;
    if (received.count === 1) {
      console.error('\nStopping the cluster; press Ctrl-C again to kill it immediately.');
      isolation.askToEnd();
    } else isolation.kill();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
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
    hasFile: existsSync,
    go: go[0],
    goUpdatesItself: go[1] !== undefined && go[1] !== 'local' && go[1] !== '',
    hasBaseImage: Boolean(process.env['TEST_IMAGE_BASE']),
  };
}
