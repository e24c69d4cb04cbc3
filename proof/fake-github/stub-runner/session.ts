import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { reason } from '../../fake-devops/stub-agent/reason';
import { print, printError, stamp } from '../../fake-devops/stub-agent/terminal';
import { request, ServiceError } from './http';
import type { Message } from './job-message';
import { RETURN_CODE } from './return-code';
import type { RunnerToken } from './runner-token';
import { RUNNER_VERSION } from './version';

/** Pause before the next try to open a session or to poll. */
const RETRY_MS = 30_000;
/** Number of conflicts, over 4 minutes, after which the runner gives up (actions/runner, BrokerMessageListener.cs). */
const MAX_CONFLICTS = 8;
const CLOSE_TIMEOUT_MS = 30_000;

export interface SessionOptions {
  /** Base URL of the service, with a trailing slash. */
  readonly serverUrl: string;
  readonly token: RunnerToken;
  /** Factor for all pauses. */
  readonly retryScale: number;
}

/** Whether the registration of the runner is gone. The token endpoint names the client instead of the runner. */
export const isRunnerGone = (error: unknown): boolean =>
  error instanceof ServiceError && (error.names('AgentNotFoundException') || error.names('invalid_client'));

/** The runner's session, which makes the runner online and delivers its messages. */
export class Session {
  readonly #options: SessionOptions;
  #id = '';

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Opens the session, with retries. Returns the exit code if that is impossible. @throws if aborted */
  async open(signal: AbortSignal): Promise<number | undefined> {
    let reportedError = false;
    let conflicts = 0;
    for (;;) {
      try {
        const session = await this.#send<{ sessionId: string }>('POST', 'session', { signal, body: { ownerName: hostname() } });
        this.#id = session?.sessionId ?? '';
        if (reportedError) print(`${stamp()}: Runner reconnected.`);
        return undefined;
      } catch (error) {
        signal.throwIfAborted();
        if (isRunnerGone(error)) {
          printError(
            'Failed to create a session. The runner registration has been deleted from the server, please re-configure. Runner registrations are automatically deleted for runners that have not connected to the service recently.',
          );
          return RETURN_CODE.terminatedError;
        }
        if (error instanceof ServiceError && error.names('SessionConflictException')) {
          printError('A session for this runner already exists.');
          conflicts++;
          if (conflicts >= MAX_CONFLICTS) return RETURN_CODE.sessionConflict;
        }
        if (!reportedError) printError(`${stamp()}: Runner connect error: ${reason(error)}. Retrying until reconnected.`);
        reportedError = true;
        await delay(RETRY_MS * this.#options.retryScale, undefined, { signal });
      }
    }
  }

  /** Returns the next message; waits for it without limit. @throws if aborted, and if the registration of the runner is gone */
  async next(signal: AbortSignal): Promise<Message> {
    let reportedError = false;
    for (;;) {
      try {
        const query = `sessionId=${this.#id}&status=Online&runnerVersion=${RUNNER_VERSION}&os=Linux&architecture=X64&disableUpdate=true`;
        const message = await this.#send<Message>('GET', `message?${query}`, { signal });
        if (reportedError) print(`${stamp()}: Runner reconnected.`);
        reportedError = false;
        if (message !== undefined) return message;
      } catch (error) {
        signal.throwIfAborted();
        if (isRunnerGone(error)) throw error;
        if (error instanceof ServiceError && error.names('SessionExpiredException') && (await this.open(signal)) === undefined) continue;
        if (!reportedError) printError(`${stamp()}: Runner connect error: ${reason(error)}. Retrying until reconnected.`);
        reportedError = true;
        await delay(RETRY_MS * this.#options.retryScale, undefined, { signal });
      }
    }
  }

  /** Ignores errors: after a job, the server has removed the runner with its session. */
  async close(): Promise<void> {
    await this.#send('DELETE', 'session', { signal: AbortSignal.timeout(CLOSE_TIMEOUT_MS) }).catch(() => {});
  }

  async #send<T>(method: 'GET' | 'POST' | 'DELETE', path: string, { signal, body }: { signal: AbortSignal; body?: unknown }) {
    const { serverUrl, token } = this.#options;
    return request<T>({ method, url: `${serverUrl}${path}`, authorization: await token.authorization(signal), signal, body });
  }
}
