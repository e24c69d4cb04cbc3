import { join } from 'node:path';
import { REGISTRATION } from '../../config/timings';
import { DevOpsError, REMEDIES } from '../../providers/azure-devops/client/error';
import type { AgentRef } from '../../providers/contract/agent-service';
import type { Fault } from '../../providers/contract/service-error';
import { agentEnvironment } from '../process/agent-environment';
import { saysPoolNotFound } from '../process/console';
import type { Runtime } from '../process/runtime';
import type { Environment } from '../process/start-process';
import { writeCapabilities } from '../settings/capabilities';
import type { RegistrationSettings } from '../settings/settings';
import { forgetRegistration, readRegistration } from './agent-files';
import { fillHome } from './agent-home';

/** config.sh was killed. A request of its may be on its way to Azure DevOps, where the agent then appears later. */
export class ConfigKilled extends DevOpsError {}

export interface ConfigureInputs {
  readonly settings: RegistrationSettings;
  readonly poolName: string;
  readonly token: string;
  readonly env: Environment;
  readonly limitMs: number;
}

/**
 * Registers this agent by the agent's own config.sh, under a time limit: config.sh retries an
 * unreachable host and a failing replace for ever (azure-pipelines-agent, ConfigurationManager.cs).
 *
 * An agent of the same name that is still there is replaced, not deleted and made anew. It keeps its id and its
 * "disabled" state, and the agent pool is at no moment without it: Azure DevOps fails a job at once when
 * no registered agent has what it demands. The price: a capability that the image has lost stays
 * listed until the agent is deleted by hand.
 *
 * @throws DevOpsError when config.sh fails, the fault is taken from what it wrote; ConfigKilled when it takes too long
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
    const what = `config.sh ended with ${code}${line === '' ? ' and said nothing' : ''}`;
    throw new DevOpsError([what, line, REMEDIES[fault]].filter(Boolean).join(': '), { fault });
  }
  return readRegistration(home);
}

function whyKilled({ limitMs, settings }: ConfigureInputs, { stop }: Runtime): string {
  if (stop.aborted) return 'config.sh was ended because the container is asked to stop';
  return `config.sh did not end within ${Math.round(limitMs / 1000)} s: is ${settings.organisation.url} reachable? The limit is AZP_CONFIG_SECONDS`;
}

/** What config.sh writes (its exit code is always 1) and what that means (texts: strings.json of the agent, and of Azure DevOps). */
const meanings: readonly { readonly says: (line: string) => boolean; readonly fault: Fault }[] = [
  { says: saysPoolNotFound, fault: 'absent' },
  { says: (line) => /token used has expired/i.test(line), fault: 'signIn' },
  { says: (line) => /access denied|needs manage permission/i.test(line), fault: 'right' },
  { says: (line) => /VS30063|TF400813|TF401444|not authorized|unauthorized/i.test(line), fault: 'signIn' },
];

function readOutput(lines: readonly string[]): { fault: Fault; line: string } {
  for (const { says, fault } of meanings) {
    const line = lines.findLast(says);
    if (line !== undefined) return { fault, line: line.trim() };
  }
  return { fault: 'transient', line: lines.findLast((each) => each.trim() !== '')?.trim() ?? '' };
}

async function outOfTime(limitMs: number, { clock, stop }: Runtime, ended: AbortSignal): Promise<void> {
  const start = clock.now();
  await clock.sleep(limitMs, AbortSignal.any([stop, ended]));
  const left = limitMs - (clock.now() - start);
  if (left > 0) await clock.sleep(Math.min(left, REGISTRATION.configStop.milliseconds), ended);
}

/** config.sh takes these out of its environment; arguments could be read by every process (CommandSettings.cs). */
function configEnvironment({ settings, poolName, token, env }: ConfigureInputs): Environment {
  return {
    ...agentEnvironment(env),
    VSTS_AGENT_INPUT_URL: settings.organisation.url,
    // An Entra token works where a PAT does; the agent has no login by workload identity.
    VSTS_AGENT_INPUT_AUTH: 'PAT',
    VSTS_AGENT_INPUT_TOKEN: token,
    VSTS_AGENT_INPUT_POOL: poolName,
    VSTS_AGENT_INPUT_AGENT: settings.agentName,
    VSTS_AGENT_INPUT_WORK: settings.folders.work,
    VSTS_AGENT_INPUT_REPLACE: 'true',
    VSTS_AGENT_INPUT_ACCEPTTEEEULA: 'true',
  };
}
