import type { Terminal } from './terminal';

const CLEAR_LINE = '\r\u001b[2K';
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 100;

/** A line with a spinner, which each call overwrites. Writes nothing if the terminal's lines can't be overwritten. */
export class StatusLine {
  readonly #terminal: Terminal;
  #frame = 0;
  #isShown = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Shows a text, cut to one line: a longer one could not be overwritten. */
  show(text: string): void {
    if (!this.#terminal.isInteractive) return;
    const frame = SPINNER[this.#frame++ % SPINNER.length] ?? '';
    this.#terminal.write(`${CLEAR_LINE}${`${frame} ${text}`.slice(0, this.#terminal.columns - 1)}`);
    this.#isShown = true;
  }

  /** Removes the line, so that something else can be written. */
  clear(): void {
    if (this.#isShown) this.#terminal.write(CLEAR_LINE);
    this.#isShown = false;
  }
}

/** Shows a text, with the spinner turning, until `stop` of the result is called. */
export function spinning(line: StatusLine, text: () => string): { readonly stop: () => void } {
  const timer = setInterval(() => line.show(text()), FRAME_MS);
  return {
    stop: () => {
      clearInterval(timer);
      line.clear();
    },
  };
}
