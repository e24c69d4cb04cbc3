import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';
import { GITHUB_VARIABLES } from '../../../operate/lib/github/requirements';
import { type LoopbackProxy, startLoopbackProxy } from './loopback-proxy';
import type { Scene } from './scene';
import { SERVICE_URLS } from './test-config';

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
  const services = await Promise.all(servicesOf(scene).map(startService));
  try {
    const config = join(folder, 'agents.json');
    writeFileSync(config, JSON.stringify(configFile(scene)));
    const main = join(__dirname, '..', '..', '..', 'operate', command, 'main.js');
    // A load test uses the service only, so it has no option for a cluster.
    const cluster = command === 'load-test' ? [] : ['--context', currentContext(scene)];
    const urls = services.flatMap(({ option, proxy }) => [option, proxy.url]);
    const secrets = Object.fromEntries(services.map(({ variable, secret }) => [variable, secret]));
    const child = spawn(process.execPath, [main, ...cluster, ...urls, ...args], {
      env: { ...process.env, KUBECONFIG: scene.environment.kubeconfig, AGENTS_CONFIG: config, ...secrets },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
    return { code, stdout, stderr };
  } finally {
    for (const { proxy } of services) proxy.close();
    rmSync(folder, { recursive: true });
  }
}

/** A service that the config names, and what a command gets for it. */
interface Service {
  readonly url: string;
  /** The option that takes the place of the config's URL. */
  readonly option: string;
  /** The variable that has the credential. */
  readonly variable: string;
  readonly secret: string;
}

function servicesOf(scene: Scene): readonly Service[] {
  const { azureDevOps, gitHub } = scene.config();
  const { devops, gitHub: side } = scene;
  return [
    ...(azureDevOps ? [{ url: devops.url, option: '--url', variable: 'TF_VAR_azp_token', secret: devops.token }] : []),
    ...(gitHub && side ? [{ url: side.url, option: '--github-url', variable: GITHUB_VARIABLES[side.auth.kind], secret: side.key }] : []),
  ];
}

const startService = async (service: Service): Promise<Service & { readonly proxy: LoopbackProxy }> => ({
  ...service,
  proxy: await startLoopbackProxy(service.url),
});

/** Returns the content of the config file. Its URLs are not those of the fakes: without TLS only options are accepted, and only for this machine. */
function configFile(scene: Scene): object {
  const { azureDevOps, gitHub, ...config } = scene.config();
  return {
    ...config,
    ...(azureDevOps && { azureDevOps: { ...azureDevOps, organizationUrl: SERVICE_URLS.azureDevOps } }),
    ...(gitHub && { gitHub: { ...gitHub, url: SERVICE_URLS.gitHub } }),
  };
}

function currentContext({ environment }: Scene): string {
  const config = new KubeConfig();
  config.loadFromFile(environment.kubeconfig);
  return config.getCurrentContext();
}
