import { setTimeout as delay } from 'node:timers/promises';
import { request } from './http';

/** How a stub runner behaves. It fetches this from the fake, where a test sets it for all runners or for one by name. */
export interface Behaviour {
  /** Seconds from the start of the listener until it opens its session. */
  readonly listenSeconds: number;
  /** Seconds from the start of the worker to the first step. */
  readonly workerSeconds: number;
  /** Seconds from the end of the last step to the completion of the job. */
  readonly finishSeconds: number;
  /** The listener opens its session, but never polls for messages. */
  readonly neverPolls: boolean;
  /** The listener ignores SIGINT. */
  readonly ignoreSigint: boolean;
  /** After its job, the listener does not exit, and ignores every signal except SIGKILL. */
  readonly hangAfterJob: boolean;
  /** The listener exits with this code before it opens its session, for example 2 or 7. */
  readonly exitCode?: number | undefined;
  /** The listener is killed by SIGKILL before it opens its session, when it is idle, or when its worker has started. */
  readonly crash?: 'start' | 'idle' | 'job' | undefined;
  /** Factor for the waits that are built into the runner before its retries. */
  readonly retryScale: number;
}

/** Behaviour of the real runner on a small node. */
export const realBehaviour: Behaviour = {
  listenSeconds: 2,
  workerSeconds: 2,
  finishSeconds: 1,
  neverPolls: false,
  ignoreSigint: false,
  hangAfterJob: false,
  retryScale: 1,
};

/** Removes all delays, for tests: `github.stub.set(instantBehaviour)`. */
export const instantBehaviour: Partial<Behaviour> = { listenSeconds: 0, workerSeconds: 0, finishSeconds: 0, retryScale: 0.002 };

const MAX_TRIES = 10;
const PAUSE_MS = 50;

/** Fetches the behaviour from the fake. Returns the real behaviour if the server does not answer this route after some tries. */
export async function fetchBehaviour(serverUrl: string, runnerName: string): Promise<Behaviour> {
  const url = `${serverUrl}stub/behaviour?runnerName=${encodeURIComponent(runnerName)}`;
  for (let attempt = 1; attempt < MAX_TRIES; attempt++) {
    try {
      return { ...realBehaviour, ...(await request<Partial<Behaviour>>({ method: 'GET', url, timeoutMs: 1000 })) };
    } catch {
      await delay(PAUSE_MS);
    }
  }
  return realBehaviour;
}
