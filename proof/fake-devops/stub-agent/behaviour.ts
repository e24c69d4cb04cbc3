import { setTimeout as delay } from 'node:timers/promises';
import { request } from './http';

/** How a stub agent behaves. It asks the fake, where a test sets it for all agents or for one by name. */
export interface Behaviour {
  /** Seconds from the first contact to the registration in config.sh. */
  readonly configSeconds: number;
  /** What config.sh ends with, once it has done its work. */
  readonly configExit: number;
  /** A line that config.sh writes on stderr before it registers the agent. */
  readonly configOutput?: string;
  /** config.sh never ends. */
  readonly configHang: boolean;
  /** With `configHang`: it registers the agent first, and writes no file. */
  readonly configRegisters: boolean;
  /** Seconds from the listener's start in which SIGINT is swallowed: its handler is not there yet (Terminal.cs). */
  readonly deafSeconds: number;
  /** Seconds after that in which SIGINT ends it at once with 1 (Agent.cs, CtrlCHandler). */
  readonly startSeconds: number;
  /** Seconds after that to its session. */
  readonly listenSeconds: number;
  /** Seconds from the worker's start, upon the pickup, to the first step. */
  readonly workerSeconds: number;
  /** Seconds from the end of the last step to the completion of the job. */
  readonly finishSeconds: number;
  /** After its job the listener closes its session and does not end by itself (microsoft/azure-pipelines-agent#5563). */
  readonly hangAfterJob: boolean;
  /** As `hangAfterJob`, and it heeds no signal but SIGKILL from then on. */
  readonly hangHard: boolean;
  /** The first renewal fails: the listener ends with 0 and has run no job (microsoft/azure-pipelines-agent#5290). */
  readonly exitWithoutJob: boolean;
  /** The session is opened, messages are never asked for. */
  readonly neverPolls: boolean;
  /** The listener does not heed SIGINT. */
  readonly ignoreSigint: boolean;
  /** The listener's exit code after SIGTERM: 0 by its source, 143 where the .NET runtime is faster. */
  readonly sigtermExit: number;
  /** Seconds from the decision to end until the listener has ended. */
  readonly slowExitSeconds: number;
  /** Factor for the waits that are built into the agent: between two tries (10 s, 30 s) and between two polls. */
  readonly retryScale: number;
}

/** As the real agent is on a small node. */
export const realBehaviour: Behaviour = {
  configSeconds: 5,
  configExit: 0,
  configHang: false,
  configRegisters: false,
  deafSeconds: 0.5,
  startSeconds: 0.5,
  listenSeconds: 4,
  workerSeconds: 2,
  finishSeconds: 1,
  hangAfterJob: false,
  hangHard: false,
  exitWithoutJob: false,
  neverPolls: false,
  ignoreSigint: false,
  sigtermExit: 0,
  slowExitSeconds: 0,
  retryScale: 1,
};

/** No delay anywhere, for tests: `devops.stub.set(instantBehaviour)`. */
export const instantBehaviour: Partial<Behaviour> = {
  configSeconds: 0,
  deafSeconds: 0,
  startSeconds: 0,
  listenSeconds: 0,
  workerSeconds: 0,
  finishSeconds: 0,
  retryScale: 0.002,
};

const tries = 10;
const pauseMs = 50;

/** Asks the fake how to behave. A server that does not answer that, or not within some seconds, gets the real behaviour. */
export async function fetchBehaviour(organisationUrl: string, agentName: string): Promise<Behaviour> {
  const url = `${organisationUrl}/_apis/distributedtask/stub/behaviour?agentName=${encodeURIComponent(agentName)}`;
  for (let tried = 1; tried < tries; tried++) {
    try {
      return { ...realBehaviour, ...(await request<Partial<Behaviour>>({ method: 'GET', url, timeoutMs: 1000 })) };
    } catch {
      await delay(pauseMs);
    }
  }
  return realBehaviour;
}
