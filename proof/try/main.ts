import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../lib/cache-folder';
import { reason } from '../../lib/reason';
import { runMain } from '../../scripts/lib/run-main';
import { runInCluster } from '../e2e/run-in-cluster';
import { type Options, readOptions, USAGE } from './command-line';
import { Keyboard } from './keyboard';
import { queueJobs } from './queue-jobs';
import { listensAt, relayTo } from './relay';
import { obstacle } from './requirements';

const FIRST_RUN = `The first run compiles Kubernetes, etcd, containerd, runc and KEDA and builds the agent image: about a quarter of an hour on two
processors. Later runs start in about a minute.`;

/** @returns an exit code */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const kubeconfig = process.env['KUBECONFIG'];
  const problem = obstacle({ platform: `${process.platform} ${process.arch}`, isRoot: process.getuid?.() === 0, kubeconfig });
  if (problem !== undefined) return refuse(problem);
  const folder = mkdtempSync(join(tmpdir(), 'agents-try-'));
  const socket = join(folder, 'socket');
  const page = relayTo({ path: socket });
  try {
    const problemOfPort = await listen(page, options.port);
    if (problemOfPort !== undefined) return refuse(problemOfPort);
    if (!kubeconfig && readdirSync(cacheFolder('e2e', 'programs')).length === 0) console.log(FIRST_RUN);
    return await runSession(socket, `http://127.0.0.1:${(page.address() as AddressInfo).port}/`, options);
  } finally {
    page.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function refuse(problem: string): number {
  console.error(problem);
  return 2;
}

/** Listens for browsers of this machine. @returns what is wrong with the port, if anything */
async function listen(page: Server, port: number): Promise<string | undefined> {
  try {
    await once(page.listen(port, '127.0.0.1'), 'listening');
    return undefined;
  } catch (error) {
    return `The page cannot be served on port ${port} of 127.0.0.1: ${reason(error)}. --port names another port.`;
  }
}

async function runSession(socket: string, pageUrl: string, { jobs, once: isOnce, keda }: Options): Promise<number> {
  const session = [process.execPath, join(__dirname, 'session.js'), socket, pageUrl, String(jobs), isOnce ? 'once' : 'stay'];
  const keyboard = new Keyboard(process.stdin, {
    queue: (count) => void queueJobs(socket, count).catch((error) => console.error(`\n${reason(error)}`)),
    end: () => process.kill(process.pid, 'SIGINT'),
  });
  // Until the session is there, keys do nothing, and Ctrl-C is that of the terminal.
  void keyboard.listenWhen(() => listensAt({ path: socket }));
  try {
    return await runInCluster(session, { keda });
  } finally {
    keyboard.close();
  }
}

void runMain('try', USAGE, main).then(() => process.exit());
