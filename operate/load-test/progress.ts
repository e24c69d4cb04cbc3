import type { Terminal } from '../lib/terminal';
import { type JobPhase, type LoadJob, phaseOf } from './job';

/** Between two lines where nobody can draw over the last one. */
const QUIET_MS = 3000;
const CLEAR_LINE = '\r\u001b[2K';
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Says what goes on: a line that is drawn over on a terminal, else a line for each change, at most every few seconds. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  #shown = '';
  #shownAt = Number.NEGATIVE_INFINITY;
  #frame = 0;

  /** @param now milliseconds, for the pace of lines alone */
  constructor(terminal: Terminal, now: () => number) {
    this.#terminal = terminal;
    this.#now = now;
  }

  /** What is so now; it may be shown or not. */
  update(line: string): void {
    if (this.#terminal.isInteractive) {
      const frame = SPINNER[this.#frame++ % SPINNER.length] ?? '';
      this.#terminal.write(`${CLEAR_LINE}${`${frame} ${line}`.slice(0, this.#terminal.columns - 1)}`);
    } else if (line !== this.#shown && this.#now() - this.#shownAt >= QUIET_MS) {
      this.#shownAt = this.#now();
      this.#shown = line;
      this.#terminal.write(`${line}\n`);
    }
  }

  /** What has happened; it stays. */
  say(line: string): void {
    this.#terminal.write(`${this.#terminal.isInteractive ? CLEAR_LINE : ''}${line}\n`);
  }
}

/** Jobs by phase, for people. */
export function countLine(jobs: readonly LoadJob[], asked: number): string {
  const phases = jobs.map(phaseOf);
  const count = (phase: JobPhase) => phases.filter((each) => each === phase).length;
  const queued = count('queued') + Math.max(0, asked - jobs.length);
  return `${queued} queued, ${count('starting')} starting, ${count('running')} running, ${count('finished')} finished`;
}
