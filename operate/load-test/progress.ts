import { StatusLine } from '../lib/status-line';
import type { Terminal } from '../lib/terminal';
import { type JobPhase, type LoadJob, phaseOf } from './job';

/** The shortest time between two lines that can't be overwritten. */
const QUIET_MS = 3000;

/** Shows progress. On a terminal it overwrites one line; otherwise it prints a line for each change, at most every few seconds. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #now: () => number;
  #shown = '';
  #shownAt = Number.NEGATIVE_INFINITY;
  readonly #line: StatusLine;

  /** @param now returns milliseconds since any fixed moment */
  constructor(terminal: Terminal, now: () => number) {
    this.#terminal = terminal;
    this.#line = new StatusLine(terminal);
    this.#now = now;
  }

  /** Shows the current state, unless the last line is too recent. */
  update(line: string): void {
    if (this.#terminal.isInteractive) {
      this.#line.show(line);
    } else if (line !== this.#shown && this.#now() - this.#shownAt >= QUIET_MS) {
      this.#shownAt = this.#now();
      this.#shown = line;
      this.#terminal.write(`${line}\n`);
    }
  }

  /** Prints a line that stays. */
  say(line: string): void {
    this.#line.clear();
    this.#terminal.write(`${line}\n`);
  }
}

/** The number of jobs in each phase. */
export function countLine(jobs: readonly LoadJob[], asked: number): string {
  const phases = jobs.map(phaseOf);
  const count = (phase: JobPhase) => phases.filter((each) => each === phase).length;
  const queued = count('queued') + Math.max(0, asked - jobs.length);
  return `${queued} queued, ${count('starting')} starting, ${count('running')} running, ${count('finished')} finished`;
}
