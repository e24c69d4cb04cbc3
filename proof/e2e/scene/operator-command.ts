import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';
import { organizationOf } from '../../../config/services';
import type { Scene } from './scene';

/** How a command ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a compiled command for operators, with the files and environment that a person would have, against a scene's deployment. */
export async function runOperatorCommand(
  scene: Scene,
  command: 'status' | 'doctor' | 'load-test',
  args: readonly string[],
): Promise<CommandResult> {
  const folder = mkdtempSync(join(tmpdir(), 'operator-'));
  const proxy = await startLoopbackProxy(new URL(scene.devops.url));
  try {
    const config = join(folder, 'agents.json');
    writeFileSync(config, JSON.stringify(configFile(scene)));
    const url = scene.devops.url.replace(new URL(scene.devops.url).host, proxy.host);
    const main = join(__dirname, '..', '..', '..', 'operate', command, 'main.js');
    // A load test uses Azure DevOps only, so it has no option for a cluster.
    const cluster = command === 'load-test' ? [] : ['--context', currentContext(scene)];
    const child = spawn(process.execPath, [main, ...cluster, '--url', url, ...args], {
      env: { ...process.env, KUBECONFIG: scene.environment.kubeconfig, AGENTS_CONFIG: config, TF_VAR_azp_token: scene.devops.token },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code, stdout, stderr };
  } finally {
    proxy.close();
    rmSync(folder, { recursive: true });
  }
}

/** Returns the content of the config file. Its URL is not the fake's: without TLS only --url is accepted, and only for this machine. */
function configFile(scene: Scene): object {
  const config = scene.config();
  return { ...config, azureDevOps: { ...organizationOf(config), organizationUrl: 'https://dev.azure.com/contoso' } };
}

function currentContext({ environment }: Scene): string {
  const config = new KubeConfig();
  config.loadFromFile(environment.kubeconfig);
  return config.getCurrentContext();
}

/** Forwards connections from a loopback port to the fake Azure DevOps, which listens at the address that pods reach. */
async function startLoopbackProxy({ hostname, port }: URL): Promise<{ readonly host: string; readonly close: () => void }> {
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
