// Starts the cluster, in namespaces of its own, and then a program that uses it; ends with it, or when standard input ends.
//
//   node inside.js <file of the plan> <program> <argument>...
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { longStep } from '../../lib/progress';
import { startControlPlane } from './control-plane';
import { Daemons } from './daemons';
import { AGENT_IMAGES } from './image-names';
import { startKeda } from './keda';
import { startKubeProxy } from './kube-proxy';
import { shieldMachine } from './mounts';
import { HOST, nodeNetwork, openNetwork } from './network';
import { startNode } from './node';
import { type Plan, readPlan } from './plan';

/** One can be drained while the other goes on. */
const NODES = [1, 2] as const;
/** How long the program may clear up when it is asked to end. */
const PARTING_MS = 30_000;

const askedToEnd = new Promise<void>((resolve) => process.stdin.resume().once('end', resolve));

async function main(): Promise<number> {
  const [file = '', program = '', ...args] = process.argv.slice(2);
  const plan = readPlan(file);
  const daemons = new Daemons(plan.logs);
  const up = longStep('cluster: two nodes and KEDA', () => startCluster(plan, daemons));
  const kubeconfig = await Promise.race([up, askedToEnd]);
  return kubeconfig === undefined ? 130 : use(daemons, program, args, { ...clusterEnv(kubeconfig), E2E_LOGS: plan.logs });
}

/** @returns the administrator's kubeconfig */
async function startCluster(plan: Plan, daemons: Daemons): Promise<string> {
  await shieldMachine(plan.work);
  await openNetwork(NODES.map(nodeNetwork));
  const plane = await startControlPlane(plan, daemons);
  await startKubeProxy(plan, plane, daemons);
  await Promise.all(NODES.map((index) => startNode(index, plan, plane, daemons)));
  await startKeda(plan, plane, daemons);
  return plane.kubeconfig;
}

/** What a program must know to use the cluster. */
const clusterEnv = (kubeconfig: string) => ({
  E2E_KUBECONFIG: kubeconfig,
  E2E_IMAGE: AGENT_IMAGES[0],
  E2E_SECOND_IMAGE: AGENT_IMAGES[1],
  E2E_HOST: HOST,
  E2E_OWN_CLUSTER: '1',
});

async function use(daemons: Daemons, program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const user = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  const ended = once(user, 'exit').then(([code]) => (code as number | null) ?? 1);
  const result = await daemons.whileUp(Promise.race([ended, askedToEnd]));
  if (result !== undefined) return result;
  user.kill('SIGTERM');
  await Promise.race([ended, delay(PARTING_MS)]);
  return 130;
}

main().then(
  // The end of this process is the end of all others here.
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
