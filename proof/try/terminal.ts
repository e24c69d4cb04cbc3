/** Width of a terminal that does not know its own. */
const DEFAULT_COLUMNS = 80;

/** The parts of a stream for standard output that are used here. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Prints lines. In a terminal, a status stays below them; elsewhere, there are only the lines. */
export class Terminal {
  readonly #output: Output;
  #status = '';

  constructor(output: Output) {
    this.#output = output;
  }

  print(line: string): void {
    this.#output.write(this.#output.isTTY ? `\r\u001b[K${line}\n${this.#shown()}` : `${line}\n`);
  }

  /** Replaces the status; an empty one removes it. */
  showStatus(status: string): void {
    if (!this.#output.isTTY || status === this.#status) return;
    this.#status = status;
    this.#output.write(`\r\u001b[K${this.#shown()}`);
  }

  /** The status in one line: a longer one would wrap and could not be replaced. */
  #shown(): string {
    return this.#status.slice(0, (this.#output.columns || DEFAULT_COLUMNS) - 1);
  }
}
