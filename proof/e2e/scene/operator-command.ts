import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';
import type { Scene } from './scene';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a compiled command of the operator as a person runs it, against the deployment of a scene. */
export async function runOperator(scene: Scene, command: 'status' | 'doctor' | 'load-test', args: readonly string[]): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'operator-'));
  const gate = await openGate(new URL(scene.devops.url));
  try {
    const config = join(folder, 'agents.json');
    writeFileSync(config, JSON.stringify(configFile(scene)));
    const url = scene.devops.url.replace(new URL(scene.devops.url).host, gate.host);
    const main = join(__dirname, '..', '..', '..', 'operate', command, 'main.js');
    // A load test looks at Azure DevOps alone.
    const cluster = command === 'load-test' ? [] : ['--context', currentContext(scene)];
    const child = spawn(process.execPath, [main, ...cluster, '--url', url, ...args], {
      env: { ...process.env, KUBECONFIG: scene.environment.kubeconfig, AGENTS_CONFIG: config, TF_VAR_azp_token: scene.devops.token },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code, stdout, stderr };
  } finally {
    gate.close();
    rmSync(folder, { recursive: true });
  }
}

/** The config as a file. Only with --url may a command be sent to an organisation without TLS, and only on this machine. */
function configFile(scene: Scene): object {
  const config = scene.config();
  return { ...config, azureDevOps: { ...config.azureDevOps, organizationUrl: 'https://dev.azure.com/contoso' } };
}

function currentContext({ environment }: Scene): string {
  const config = new KubeConfig();
  config.loadFromFile(environment.kubeconfig);
  return config.getCurrentContext();
}

/** Leads from an address of this machine alone to the fake, which listens where pods reach it. */
async function openGate({ hostname, port }: URL): Promise<{ readonly host: string; readonly close: () => void }> {
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
    for (const [side, other] of [
      [near, far],
      [far, near],
    ] as const)
      side.on('error', () => other.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
