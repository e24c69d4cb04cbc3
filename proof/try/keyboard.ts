import { setTimeout as delay } from 'node:timers/promises';
import type { ReadStream } from 'node:tty';
import { actionsOf } from './keys';

/** How often to ask whether keys have an effect yet. */
const POLL_MS = 500;

export interface KeyHandlers {
  queue(count: number): void;
  end(): void;
}

/** Reads single keys from a terminal. Does nothing if the input is not a terminal. */
export class Keyboard {
  readonly #input: ReadStream;
  readonly #handlers: KeyHandlers;
  #isClosed = false;

  constructor(input: ReadStream, handlers: KeyHandlers) {
    this.#input = input;
    this.#handlers = handlers;
  }

  /** Takes the keys from the terminal as soon as `isReady` says so. */
  async listenWhen(isReady: () => Promise<boolean>): Promise<void> {
    if (!this.#input.isTTY) return;
    while (!this.#isClosed && !(await isReady())) await delay(POLL_MS);
    if (this.#isClosed) return;
    this.#input.setRawMode(true).setEncoding('utf8').on('data', this.#onData).resume();
  }

  /** Gives the keys back to the terminal. */
  close(): void {
    this.#isClosed = true;
    if (!this.#input.isTTY) return;
    this.#input.off('data', this.#onData).setRawMode(false).pause();
  }

  readonly #onData = (data: string | Buffer): void => {
    for (const action of actionsOf(String(data))) {
      if (action.kind === 'end') this.#handlers.end();
      else this.#handlers.queue(action.count);
    }
  };
}
