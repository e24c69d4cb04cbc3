// Starts the cluster and then a program that uses it. It runs inside the namespaces of the run. It exits when the program exits or
// when standard input ends.
//
//   node inside.js <file of the plan> <program> <argument>...
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { longStep } from '../../lib/long-step';
import { startControlPlane } from './control-plane';
import { Daemons } from './daemons';
import { AGENT_IMAGES, RUNNER_IMAGE } from './image-names';
import { startKeda } from './keda';
import { startKubeProxy } from './kube-proxy';
import { shieldMachine } from './mounts';
import { HOST, nodeNetwork, openNetwork } from './network';
import { startNode } from './node';
import { type Plan, readPlan } from './plan';

/** Two nodes, so that one can be drained while the other continues. */
const NODE_INDEXES = [1, 2] as const;
/** Time that the program has for its clean-up after SIGTERM. */
const CLEANUP_MS = 30_000;

const askedToEnd = new Promise<void>((resolve) => process.stdin.resume().once('end', resolve));

async function main(): Promise<number> {
  const [file = '', program = '', ...args] = process.argv.slice(2);
  const plan = readPlan(file);
  const daemons = new Daemons(plan.logs);
  const up = longStep('cluster: two nodes and KEDA', () => startCluster(plan, daemons));
  const kubeconfig = await Promise.race([up, askedToEnd]);
  return kubeconfig === undefined ? 130 : runProgram(daemons, [program, ...args], clusterEnv(plan, kubeconfig));
}

/** @returns the administrator's kubeconfig */
async function startCluster(plan: Plan, daemons: Daemons): Promise<string> {
  await shieldMachine(plan.work);
  await openNetwork(NODE_INDEXES.map(nodeNetwork));
  const plane = await startControlPlane(plan, daemons);
  await startKubeProxy(plan, plane, daemons);
  await Promise.all(NODE_INDEXES.map((index) => startNode(index, plan, plane, daemons)));
  await startKeda(plan, plane, daemons);
  return plane.kubeconfig;
}

/** Environment variables that tell a program how to use the cluster. */
const clusterEnv = ({ kedaVersion, logs, programs }: Plan, kubeconfig: string) => ({
  E2E_KUBECONFIG: kubeconfig,
  E2E_IMAGE: AGENT_IMAGES[0],
  E2E_SECOND_IMAGE: AGENT_IMAGES[1],
  E2E_RUNNER_IMAGE: RUNNER_IMAGE,
  E2E_HELM: join(programs.helm, 'helm'),
  E2E_HOST: HOST,
  E2E_KEDA: kedaVersion,
  E2E_LOGS: logs,
  E2E_OWN_CLUSTER: '1',
});

/** Runs a program until it ends, a daemon ends or standard input ends. @returns an exit code */
async function runProgram(daemons: Daemons, [program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  const ended = once(child, 'exit').then(([code]) => (code as number | null) ?? 1);
  const result = await daemons.whileUp(Promise.race([ended, askedToEnd]));
  if (result !== undefined) return result;
  child.kill('SIGTERM');
  await Promise.race([ended, delay(CLEANUP_MS)]);
  return 130;
}

main().then(
  // When this process ends, the kernel ends all others in the namespace.
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
