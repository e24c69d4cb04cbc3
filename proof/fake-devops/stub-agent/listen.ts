import { setTimeout as delay } from 'node:timers/promises';
import { agentCredential } from './agent-credential';
import type { AgentFiles } from './agent-files';
import { AgentServer } from './agent-server';
import { type Behaviour, fetchBehaviour } from './behaviour';
import { capabilitiesOf } from './capabilities';
import type { Environment } from './command-line';
import type { Trace } from './diagnostics';
import { ServiceError } from './http';
import { Listener } from './listener';
import { RETURN_CODE } from './return-code';
import type { Shutdown } from './shutdown';
import { printError } from './terminal';

export interface ListenOptions {
  readonly env: Environment;
  /** Whether to exit after one job. */
  readonly once: boolean;
  readonly trace: Trace;
  readonly shutdown: Shutdown;
}

/**
 * Agent.Listener run: opens a session and takes jobs. Returns the exit code.
 *
 * @throws if the server has deleted or refuses the agent, and if its session cannot be closed
 */
export async function listen(files: AgentFiles, { env, once, trace, shutdown }: ListenOptions): Promise<number> {
  if (!files.has('.agent')) {
    printError('Agent is not configured.');
    return RETURN_CODE.terminatedError;
  }
  const settings = files.read('.agent');
  const credential = agentCredential(files);
  const behaviour = await fetchBehaviour(settings.serverUrl, settings.agentName);
  if (behaviour.ignoreSigint) shutdown.ignored = ['SIGINT'];
  const server = new AgentServer(settings.serverUrl, credential, behaviour.retryScale);
  const capabilities = capabilitiesOf(settings.agentName, files.home, env);
  const onLastJob = () => {
    if (behaviour.hangIgnoringSignals) shutdown.ignored = ['SIGINT', 'SIGTERM'];
  };
  const listener = new Listener({ home: files.home, server, settings, behaviour, once }, capabilities, { trace, onLastJob });
  const code = await startUp(shutdown, behaviour, trace)
    .then(() => listener.run(shutdown.signal))
    .catch((error: unknown) => {
      if (!isRegularEnd(error)) throw error;
      return RETURN_CODE.success;
    });
  if (listener.tookJob && (behaviour.hangAfterJob || behaviour.hangIgnoringSignals)) await hang(shutdown);
  await delay(behaviour.slowExitSeconds * 1000);
  return shutdown.terminated ? behaviour.sigtermExit : code;
}

/** The time that the agent needs for its services, command line and settings before it runs (Program.cs, Agent.cs). */
async function startUp(shutdown: Shutdown, { sigintLostSeconds, startSeconds }: Behaviour, trace: Trace): Promise<void> {
  trace('The agent starts');
  await delay(sigintLostSeconds * 1000, undefined, { signal: shutdown.signal });
  shutdown.stage = 'starting';
  trace('The agent has subscribed to signals');
  await delay(startSeconds * 1000, undefined, { signal: shutdown.signal });
  shutdown.stage = 'running';
}

/** Whether the listener was asked to stop, or the agent's key was revoked (Agent.cs, RunAsync). */
function isRegularEnd(error: unknown): boolean {
  if (error instanceof ServiceError) return error.typeKey === 'TaskAgentAccessTokenExpiredException';
  return error instanceof Error && error.name === 'AbortError';
}

async function hang(shutdown: Shutdown): Promise<void> {
  const keepAlive = setInterval(() => {}, 60_000);
  await shutdown.requested;
  clearInterval(keepAlive);
}
