import type { Terminal } from '../lib/terminal';
import { render } from './render';
import type { Look, Screen } from './watch';

/** Alternate screen on, cursor off, long lines cut; and back (xterm control sequences, DECSET 1049, 25 and 7). */
const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const LEAVE = '\x1b[?7h\x1b[?25h\x1b[?1049l';
const HOME = '\x1b[H';
const CLEAR_LINE = '\x1b[K';
const CLEAR_BELOW = '\x1b[J';

/**
 * Draws over itself on a screen of its own; the last view stays on the usual one at the end.
 * @param rows of the terminal now, which may be resized
 */
export function drawingScreen({ write, colors }: Terminal, rows: () => number): Screen {
  let last: readonly string[] | undefined;
  return {
    show: ({ snapshot, problems }) => {
      const lines = render(snapshot, problems, colors);
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

/** Prints a block when something other than the time is new. */
export function changeLog({ write, colors }: Terminal): Screen {
  let last = '';
  return {
    show: (look) => {
      const now = essence(look);
      if (now !== last) write(`${render(look.snapshot, look.problems, colors).join('\n')}\n\n`);
      last = now;
    },
    close: () => undefined,
  };
}

/** One line of JSON for each look. */
export function jsonLines({ write }: Pick<Terminal, 'write'>): Screen {
  return { show: ({ snapshot, problems }) => write(`${JSON.stringify({ problems, ...snapshot })}\n`), close: () => undefined };
}

/** A look without its clocks. How long something has lasted is in the texts of problems: of these, only what they are about counts. */
function essence({ snapshot, problems }: Look): string {
  const clocks = ['takenAt', 'serverTime'];
  return JSON.stringify([problems.map(({ command }) => command), snapshot], (key, value) => (clocks.includes(key) ? undefined : value));
}
