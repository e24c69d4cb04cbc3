import Table from 'cli-table3';

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;

export interface TableOptions {
  /** Columns to align to the right, such as numbers; the first is 0. */
  readonly numeric?: readonly number[];
}

/** A table without lines, for screens and logs. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[], { numeric = [] }: TableOptions = {}): string {
  const table = new Table({
    head: [...head],
    chars: NO_LINES,
    colAligns: head.map((_, column) => (numeric.includes(column) ? 'right' : 'left')),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
