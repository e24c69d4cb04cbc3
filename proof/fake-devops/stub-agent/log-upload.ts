/** Sends a job's output in the order in which it came, without waiting for it to be complete. */
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

  /** Resolves when all has been sent, or given up. */
  async done(): Promise<void> {
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.#pending !== '') {
      const text = this.#pending;
      this.#pending = '';
      // A log that cannot be sent is no reason to fail the job.
      await this.#send(text).catch(() => {});
    }
    this.#sending = undefined;
  }
}
