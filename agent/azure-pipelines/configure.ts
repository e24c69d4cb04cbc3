import { join } from 'node:path';
import { REGISTRATION } from '../../config/timings';
import { REMEDIES } from '../../providers/azure-devops/client/error';
import type { AgentRef } from '../../providers/contract/agent-service';
import { type Fault, ServiceError } from '../../providers/contract/service-error';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { writeCapabilities } from '../settings/capabilities';
import type { RegistrationSettings } from '../settings/registration-settings';
import { agentEnvironment } from './agent-environment';
import { forgetRegistration, readRegistration } from './agent-files';
import { fillHome } from './agent-home';
import { saysPoolNotFound } from './console';

/** config.sh was killed. One of its requests may still be on its way to the service, so the agent may appear later. */
export class ConfigKilled extends ServiceError {}

export interface ConfigureInputs {
  readonly settings: RegistrationSettings;
  readonly poolName: string;
  readonly token: string;
  readonly env: Environment;
  readonly limitMs: number;
}

/**
 * Registers this agent by config.sh of the agent package, under a time limit: config.sh retries an unreachable host and a
 * failing replacement without end (azure-pipelines-agent, ConfigurationManager.cs).
 *
 * An existing agent of the same name is replaced, not deleted and created again. It keeps its id and stays disabled if it was,
 * and the agent pool is never without it: Azure DevOps fails a job immediately if no registered agent meets its demands.
 * The drawback: a capability that the image has lost stays listed until somebody deletes the agent.
 *
 * @throws ServiceError if config.sh fails, with a fault derived from its output; ConfigKilled if it takes too long
 */
export async function configure(inputs: ConfigureInputs, runtime: Runtime): Promise<AgentRef> {
  const { home } = inputs.settings.folders;
  await fillHome(home);
  await forgetRegistration(home);
  await writeCapabilities(home, inputs.settings.capabilities);

  const lines: string[] = [];
  const config = runtime.startProcess(join(home, 'config.sh'), ['--unattended'], {
    cwd: home,
    env: configEnvironment(inputs),
    onLine: (line) => void lines.push(line),
  });
  const ended = new AbortController();
  const code = await Promise.race([
    config.exited,
    outOfTime(inputs.limitMs, runtime, ended.signal).then(() => 'out of time' as const),
  ]).finally(() => ended.abort());
  if (code === 'out of time') {
    config.signal('SIGKILL', 'group');
    throw new ConfigKilled(whyKilled(inputs, runtime), { fault: 'transient' });
  }
  if (code !== 0) {
    const { fault, line } = readOutput(lines);
    const what = `config.sh ended with ${code}${line === '' ? ' and wrote nothing' : ''}`;
    throw new ServiceError([what, line, REMEDIES[fault]].filter(Boolean).join(': '), { fault });
  }
  return readRegistration(home);
}

function whyKilled({ limitMs, settings }: ConfigureInputs, { stop }: Runtime): string {
  if (stop.aborted) return 'config.sh was killed because the container is asked to stop';
  return `config.sh did not end within ${Math.round(limitMs / 1000)} s: check that ${settings.organisation.url} is reachable; AZP_CONFIG_SECONDS sets the limit`;
}

/**
 * Output of a failed config.sh, whose exit code is always 1, and the fault that it means. The first match counts.
 * The texts come from the agent's strings.json and from Azure DevOps.
 */
const FAILURES: readonly { readonly says: (line: string) => boolean; readonly fault: Fault }[] = [
  { says: saysPoolNotFound, fault: 'absent' },
  { says: (line) => /token used has expired/i.test(line), fault: 'signIn' },
  { says: (line) => /access denied|needs manage permission/i.test(line), fault: 'right' },
  { says: (line) => /VS30063|TF400813|TF401444|not authorized|unauthorized/i.test(line), fault: 'signIn' },
];

function readOutput(lines: readonly string[]): { fault: Fault; line: string } {
  for (const { says, fault } of FAILURES) {
    const line = lines.findLast(says);
    if (line !== undefined) return { fault, line: line.trim() };
  }
  return { fault: 'transient', line: lines.findLast((each) => each.trim() !== '')?.trim() ?? '' };
}

/** Resolves at the time limit, or soon after the container is asked to stop. */
async function outOfTime(limitMs: number, { clock, stop }: Runtime, ended: AbortSignal): Promise<void> {
  const start = clock.now();
  await clock.sleep(limitMs, AbortSignal.any([stop, ended]));
  const left = limitMs - (clock.now() - start);
  if (left > 0) await clock.sleep(Math.min(left, REGISTRATION.configStop.milliseconds), ended);
}

/** Every process could read arguments; config.sh removes these variables from its environment (CommandSettings.cs). */
function configEnvironment({ settings, poolName, token, env }: ConfigureInputs): Environment {
  return {
    ...agentEnvironment(env),
    VSTS_AGENT_INPUT_URL: settings.organisation.url,
    // The agent cannot sign in by workload identity, but accepts an Entra token in place of a PAT.
    VSTS_AGENT_INPUT_AUTH: 'PAT',
    VSTS_AGENT_INPUT_TOKEN: token,
    VSTS_AGENT_INPUT_POOL: poolName,
    VSTS_AGENT_INPUT_AGENT: settings.agentName,
    VSTS_AGENT_INPUT_WORK: settings.folders.work,
    VSTS_AGENT_INPUT_REPLACE: 'true',
    VSTS_AGENT_INPUT_ACCEPTTEEEULA: 'true',
  };
}
