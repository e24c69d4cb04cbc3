import { setTimeout as delay } from 'node:timers/promises';
import { request } from './http';

/** How the stub behaves. The fake is asked for it, so that a test can set it for all agents or for one by name. */
export interface Behaviour {
  /** Seconds from the first contact to the registration in config.sh. */
  readonly configSeconds: number;
  /** Exit code of config.sh. Anything but 0 fails it before it has registered anything, after `configOutput`. */
  readonly configExit: number;
  /** With `configExit` or `configHang`: register the agent first, as when the very last step goes wrong. */
  readonly configRegisters: boolean;
  /** A line that config.sh writes on stderr before anything is registered. */
  readonly configOutput?: string;
  /** config.sh never ends. */
  readonly configHang: boolean;
  /** Seconds from the listener's start to its session. */
  readonly listenSeconds: number;
  /** Seconds from the worker's start to the first step. */
  readonly workerSeconds: number;
  /** Seconds from the last step to the job's completion. */
  readonly finishSeconds: number;
  /** The listener closes its session after the job and stays (microsoft/azure-pipelines-agent#5563). */
  readonly hangAfterJob: boolean;
  /** As `hangAfterJob`, and it ignores SIGINT and SIGTERM from then on. */
  readonly hangHard: boolean;
  /** The first renewal fails: the job never runs and the listener ends with 0 (microsoft/azure-pipelines-agent#5290). */
  readonly exitWithoutJob: boolean;
  /** The session is opened and never asked for messages. */
  readonly neverPolls: boolean;
  /** The listener ignores SIGINT. */
  readonly ignoreSigint: boolean;
  /** The listener's exit code after SIGTERM: 0 by its source, 143 where the .NET runtime is faster. */
  readonly sigtermExit: number;
  /** Seconds from the end of everything to the exit of the listener. */
  readonly slowExitSeconds: number;
  /** Factor for the waits between two tries that are built into the agent (10 s, 30 s and the like). */
  readonly retryScale: number;
}

/** What the real agent is like on a small node. */
export const realBehaviour: Behaviour = {
  configSeconds: 5,
  configExit: 0,
  configRegisters: false,
  configHang: false,
  listenSeconds: 5,
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

const tries = 20;

/**
 * Asks the fake how to behave. Any other server, and a fake that does not answer within some seconds, gets the real
 * behaviour.
 */
export async function fetchBehaviour(organisationUrl: string, agentName: string): Promise<Behaviour> {
  const url = `${organisationUrl}/_apis/distributedtask/stub/behaviour?agentName=${encodeURIComponent(agentName)}`;
  for (let tried = 1; tried < tries; tried++) {
    try {
      const answer = await request<Partial<Behaviour>>({ method: 'GET', url, timeoutMs: 1000 });
      return { ...realBehaviour, ...answer };
    } catch {
      await delay(50);
    }
  }
  return realBehaviour;
}
