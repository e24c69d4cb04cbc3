import { join } from 'node:path';
import type { FakeGitHub } from '../../../../proof/fake-github/fake-github';
import { type AgentProcess, startProgram } from './agent-process';
import { SCALE_SET } from './github';
import { Pod } from './pod';
import { PodFolder } from './pod-folder';

const STUB_RUNNER = join(__dirname, '..', '..', '..', '..', 'dist', 'stub-runner');

type Variables = Readonly<Record<string, string | undefined>>;

export interface RunnerOptions {
  readonly github: FakeGitHub;
  /** Name of the runner; in a cluster, of the pod. @default 'gh-linux-x7k2p' */
  readonly name?: string;
  /** @default - the organisation */
  readonly url?: string;
  /** Content of AZP_GITHUB_TOKEN_FILE of the registrar. @default - the token of the fake's administrator */
  readonly token?: string;
  /** Additional or changed variables of both containers, and of one. */
  readonly env?: Variables;
  readonly registerEnv?: Variables;
  readonly runEnv?: Variables;
  /** @default 1 */
  readonly clockRate?: number;
}

/** Starts a container of a runner's pod; the fake's stub runner is its runner package. */
export function startRunner(command: 'register' | 'run', options: RunnerOptions, folder = new PodFolder()): AgentProcess {
  const { github, name = 'gh-linux-x7k2p', url = github.organisation(), clockRate = 1 } = options;
  if (command === 'register') folder.writeToken(options.token ?? github.token);
  const home = folder.newHome(command, STUB_RUNNER);
  return startProgram(command, {
    folder,
    home,
    clockRate,
    env: {
      STUB_AGENT_NODE: process.execPath,
      // By this variable, the processes of a job are found when its container is killed.
      CONTAINER: home,
      AZP_GITHUB_URL: url,
      AZP_SCALE_SET: SCALE_SET,
      AZP_RUNNER_GROUP: 'Default',
      AZP_AGENT_NAME: name,
      ...(command === 'register' && { AZP_GITHUB_TOKEN_FILE: folder.tokenFile }),
      ...options.env,
      ...(command === 'register' ? options.registerEnv : options.runEnv),
    },
  });
}

/** Starts the two containers of a runner's pod together. */
export const runnerPod = (options: RunnerOptions): Pod => new Pod((command, folder) => startRunner(command, options, folder));
