import { setTimeout as delay } from 'node:timers/promises';
import { request } from './http';

/** How a stub agent behaves. It fetches this from the fake, where a test sets it for all agents or for one by name. */
export interface Behaviour {
  /** Seconds from the first contact with the server to the registration in config.sh. */
  readonly configSeconds: number;
  /** Exit code of a config.sh that has registered the agent. */
  readonly configExit: number;
  /** A line that config.sh writes to stderr before it registers the agent. */
  readonly configOutput?: string;
  /** config.sh never ends. */
  readonly configHang: boolean;
  /** With `configHang`: config.sh registers the agent before it hangs, but does not save it in `.agent`. */
  readonly configRegisters: boolean;
  /** Seconds after the listener's start in which a SIGINT is lost, because its handler is not installed yet (Terminal.cs). */
  readonly sigintLostSeconds: number;
  /** Seconds after that in which SIGINT ends the listener immediately, with exit code 1 (Agent.cs, CtrlCHandler). */
  readonly startSeconds: number;
  /** Seconds after that until the listener opens its session. */
  readonly listenSeconds: number;
  /** Seconds from the start of the worker, at the pickup, to the first step. */
  readonly workerSeconds: number;
  /** Seconds from the end of the last step to the completion of the job. */
  readonly finishSeconds: number;
  /** After its job, the listener closes its session but does not exit (microsoft/azure-pipelines-agent#5563). */
  readonly hangAfterJob: boolean;
  /** Like `hangAfterJob`, but the listener also ignores every signal except SIGKILL. */
  readonly hangIgnoringSignals: boolean;
  /** The first renewal fails: the listener exits with 0 without running its job (microsoft/azure-pipelines-agent#5290). */
  readonly exitWithoutJob: boolean;
  /** The listener opens its session, but never polls for messages. */
  readonly neverPolls: boolean;
  /** The listener ignores SIGINT. */
  readonly ignoreSigint: boolean;
  /** Exit code of the listener after SIGTERM: 0 by its source, 143 if the .NET runtime is faster. */
  readonly sigtermExit: number;
  /** Seconds that the listener needs to exit after it has stopped its work. */
  readonly slowExitSeconds: number;
  /** Factor for the waits that are built into the agent: before retries (10 s, 30 s) and between polls. */
  readonly retryScale: number;
}

/** Behaviour of the real agent on a small node. */
export const realBehaviour: Behaviour = {
  configSeconds: 5,
  configExit: 0,
  configHang: false,
  configRegisters: false,
  sigintLostSeconds: 0.5,
  startSeconds: 0.5,
  listenSeconds: 4,
  workerSeconds: 2,
  finishSeconds: 1,
  hangAfterJob: false,
  hangIgnoringSignals: false,
  exitWithoutJob: false,
  neverPolls: false,
  ignoreSigint: false,
  sigtermExit: 0,
  slowExitSeconds: 0,
  retryScale: 1,
};

/** Removes all delays, for tests: `devops.stub.set(instantBehaviour)`. */
export const instantBehaviour: Partial<Behaviour> = {
  configSeconds: 0,
  sigintLostSeconds: 0,
  startSeconds: 0,
  listenSeconds: 0,
  workerSeconds: 0,
  finishSeconds: 0,
  retryScale: 0.002,
};

const MAX_TRIES = 10;
const PAUSE_MS = 50;

/** Fetches the behaviour from the fake. Returns the real behaviour if the server does not answer this route after some tries. */
export async function fetchBehaviour(organisationUrl: string, agentName: string): Promise<Behaviour> {
  const url = `${organisationUrl}/_apis/distributedtask/stub/behaviour?agentName=${encodeURIComponent(agentName)}`;
  for (let attempt = 1; attempt < MAX_TRIES; attempt++) {
    try {
      return { ...realBehaviour, ...(await request<Partial<Behaviour>>({ method: 'GET', url, timeoutMs: 1000 })) };
    } catch {
      await delay(PAUSE_MS);
    }
  }
  return realBehaviour;
}
