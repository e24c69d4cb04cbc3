import { setTimeout as delay } from 'node:timers/promises';
import { agentCaller } from './agent-caller';
import type { AgentFiles } from './agent-files';
import { AgentServer } from './agent-server';
import { type Behaviour, fetchBehaviour } from './behaviour';
import { capabilitiesOf } from './capabilities';
import type { Environment } from './command-line';
import type { Trace } from './diagnostics';
import { ServiceError } from './http';
import { Listener } from './listener';
import { returnCode } from './return-code';
import type { Shutdown } from './shutdown';
import { sayError } from './terminal';

/**
 * Agent.Listener run: opens a session and takes jobs, with `once` a single one. Returns the exit code.
 *
 * @throws when the agent has lost its place on the server, and when its session cannot be closed
 */
export async function listen(files: AgentFiles, env: Environment, once: boolean, trace: Trace, shutdown: Shutdown): Promise<number> {
  if (!files.has('.agent')) {
    sayError('Agent is not configured.');
    return returnCode.terminatedError;
  }
  const settings = files.read('.agent');
  const caller = agentCaller(files);
  const behaviour = await fetchBehaviour(settings.serverUrl, settings.agentName);
  if (behaviour.ignoreSigint) shutdown.ignored = ['SIGINT'];
  const server = new AgentServer(settings.serverUrl, caller, behaviour.retryScale);
  const capabilities = capabilitiesOf(settings.agentName, files.home, env);
  const onLastJob = () => {
    if (behaviour.hangHard) shutdown.ignored = ['SIGINT', 'SIGTERM'];
  };
  const listener = new Listener({ home: files.home, server, settings, behaviour, once }, capabilities, { trace, onLastJob });
  const code = await startUp(shutdown, behaviour, trace)
    .then(() => listener.run(shutdown.signal))
    .catch((error: unknown) => {
      if (!isQuietEnd(error)) throw error;
      return returnCode.success;
    });
  if (listener.tookJob && (behaviour.hangAfterJob || behaviour.hangHard)) await hang(shutdown);
  await delay(behaviour.slowExitSeconds * 1000);
  return shutdown.terminated ? behaviour.sigtermExit : code;
}

/** What the agent does before it runs: services, command line, settings (Program.cs, Agent.cs). */
async function startUp(shutdown: Shutdown, { deafSeconds, startSeconds }: Behaviour, trace: Trace): Promise<void> {
  trace('The agent starts');
  await delay(deafSeconds * 1000, undefined, { signal: shutdown.signal });
  shutdown.stage = 'starting';
  trace('The agent has subscribed to signals');
  await delay(startSeconds * 1000, undefined, { signal: shutdown.signal });
  shutdown.stage = 'running';
}

/** It was asked to stop, or its key was revoked (Agent.cs, RunAsync). */
function isQuietEnd(error: unknown): boolean {
  if (error instanceof ServiceError) return error.typeKey === 'TaskAgentAccessTokenExpiredException';
  return error instanceof Error && error.name === 'AbortError';
}

async function hang(shutdown: Shutdown): Promise<void> {
  const awake = setInterval(() => {}, 60_000);
  await shutdown.requested;
  clearInterval(awake);
}
