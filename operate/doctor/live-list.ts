import { StatusLine, spinning } from '../lib/status-line';
import type { Terminal } from '../lib/terminal';
import type { Selection, Show } from './examine';
import { deploymentLine, resultLine } from './report';

/** Prints each result when it is known. On a terminal, a line below them says what is still awaited. */
export interface LiveList extends Show {
  /** Removes the last line. */
  readonly close: () => void;
}

export function liveList({ before, after }: Selection<never>, terminal: Terminal): LiveList {
  const waiting = new Map([...before, ...after].map(({ id, title }) => [id, title]));
  const count = waiting.size;
  const line = new StatusLine(terminal);
  const spinner = terminal.isInteractive
    ? spinning(line, () => `${count - waiting.size} of ${count} checked; waiting for ${[...waiting.values()].join(', ')}`)
    : undefined;
  const print = (text: string) => {
    line.clear();
    terminal.write(`${text}\n`);
  };
  return {
    result: (result) => {
      waiting.delete(result.id);
      print(resultLine(result, terminal));
    },
    withoutCluster: (why) => {
      for (const { id } of after) waiting.delete(id);
      print(deploymentLine(why, terminal));
    },
    close: () => spinner?.stop(),
  };
}
