/** Sends the output of a running job in order. */
export class LogUpload {
  readonly #send: (text: string) => Promise<void>;
  #pending = '';
  #sending: Promise<void> | undefined;

  constructor(send: (text: string) => Promise<void>) {
    this.#send = send;
  }

  add(text: string): void {
    this.#pending += text;
    this.#sending ??= this.#sendAll();
  }

  /** Resolves when the sending of all output has succeeded or failed. */
  async done(): Promise<void> {
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.#pending !== '') {
      const text = this.#pending;
      this.#pending = '';
      // Output that cannot be sent does not fail the job.
      await this.#send(text).catch(() => {});
    }
    this.#sending = undefined;
  }
}
