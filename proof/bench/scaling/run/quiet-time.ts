/** Tells when something has been quiet for long enough. */
export class QuietTime {
  readonly #milliseconds: number;
  #since: number | undefined;

  constructor(seconds: number) {
    this.#milliseconds = seconds * 1000;
  }

  /** Notes whether it is quiet now. @returns whether it has been so, without a break, for as long as required */
  note(isQuiet: boolean, now: number): boolean {
    this.#since = isQuiet ? (this.#since ?? now) : undefined;
    return this.#since !== undefined && now - this.#since >= this.#milliseconds;
  }
}
