import type { Terminal } from '../lib/terminal';
import { render } from './render';
import type { Screen, View } from './watch';

/** Turns the alternate screen on, the cursor off and the wrapping of long lines off (xterm control sequences, DECSET 1049, 25 and 7). */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l';
/** Undoes `ENTER`. */
const LEAVE = '\x1b[?7h\x1b[?25h\x1b[?1049l';
const HOME = '\x1b[H';
const CLEAR_LINE = '\x1b[K';
const CLEAR_BELOW = '\x1b[J';

/**
 * Draws each view over the one before, on the alternate screen of the terminal. The last view stays on the normal screen.
 * @param rows returns the current number of rows, which changes with the window
 */
export function drawingScreen(terminal: Terminal, rows: () => number): Screen {
  const { write, colors } = terminal;
  let last: readonly string[] | undefined;
  return {
    show: ({ snapshot, problems }) => {
      const lines = render(snapshot, problems, colors, terminal.columns);
      const visible = lines.length < rows() ? lines : [...lines.slice(0, rows() - 2), colors.dim('… the terminal has no more lines')];
      const drawn = visible.map((line) => `${line}${CLEAR_LINE}\n`).join('');
      write(`${last === undefined ? ENTER : ''}${HOME}${drawn}${CLEAR_BELOW}`);
      last = lines;
    },
    close: () => {
      if (last !== undefined) write(`${LEAVE}${last.join('\n')}\n`);
    },
  };
}

/** Prints a view if anything except the time has changed. */
export function changeLog({ write, colors }: Terminal): Screen {
  let last = '';
  return {
    show: (view) => {
      const now = withoutTimes(view);
      if (now !== last) write(`${render(view.snapshot, view.problems, colors).join('\n')}\n\n`);
      last = now;
    },
    close: () => undefined,
  };
}

/** Prints one line of JSON for each view. */
export function jsonLines({ write }: Pick<Terminal, 'write'>): Screen {
  return { show: ({ snapshot, problems }) => write(`${JSON.stringify({ problems, ...snapshot })}\n`), close: () => undefined };
}

/**
 * A view without its times, and without which replica has decided. The texts of problems say how long something has lasted, so only
 * their commands are compared.
 */
function withoutTimes({ snapshot, problems }: View): string {
  const ignored = ['takenAt', 'serverTime', 'loggedAt', 'pod'];
  return JSON.stringify([problems.map(({ command }) => command), snapshot], (key, value) => (ignored.includes(key) ? undefined : value));
}
