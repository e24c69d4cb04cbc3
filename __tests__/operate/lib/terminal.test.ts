import { wrap, wrapLines } from '../../../lib/wrap';
import { StatusLine } from '../../../operate/lib/status-line';
import { type Stream, terminalOf } from '../../../operate/lib/terminal';

/** A stream that keeps what is written to it. */
function aStream(part: Pick<Stream, 'isTTY' | 'columns'>) {
  const written: string[] = [];
  return { written, stream: { ...part, write: (text: string | Uint8Array) => written.push(String(text)) > 0 } satisfies Stream };
}

test.each([
  ['a terminal', { isTTY: true, columns: 100 }, 100],
  ['a terminal that says 0', { isTTY: true, columns: 0 }, 80],
  ['a terminal that says nothing', { isTTY: true }, 80],
  ['a pipe', {}, Number.POSITIVE_INFINITY],
])('the width of %s', (_, part, columns) => {
  expect(terminalOf(aStream(part).stream, {}).columns).toBe(columns);
});

test('the width follows the window', () => {
  const stream = { isTTY: true, columns: 80, write: () => true };
  const terminal = terminalOf(stream, {});
  stream.columns = 40;
  expect(terminal.columns).toBe(40);
});

test.each([
  ['a terminal', { isTTY: true }, {}, true],
  ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
  ['a terminal of CI', { isTTY: true }, { CI: 'true' }, false],
  ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
  ['a pipe', {}, {}, false],
  ['a pipe with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, true],
])('%s: are there colours?', (_, part, environment, expected) => {
  const { red } = terminalOf(aStream(part).stream, environment).colors;
  expect(red('text')).toBe(expected ? '\u001b[31mtext\u001b[39m' : 'text');
});

test.each([0, 20])('the status line fits in one line of a terminal of width %i, and is removed', (columns) => {
  const { stream, written } = aStream({ isTTY: true, columns });
  const line = new StatusLine(terminalOf(stream, {}));
  line.show('word '.repeat(40));
  expect(written.join('').replace('\r\u001b[2K', '')).toHaveLength((columns || 80) - 1);
  line.clear();
  line.clear();
  expect(written.slice(1)).toEqual(['\r\u001b[2K']);
});

test('a pipe gets no status line', () => {
  const { stream, written } = aStream({});
  const line = new StatusLine(terminalOf(stream, {}));
  line.show('text');
  line.clear();
  expect(written).toEqual([]);
});

test.each([
  ['one two three', 7, 'one two\n  three'],
  ['a-very-long-word and more', 6, 'a-very-long-word\n  and\n  more'],
  ['short', 80, 'short'],
  ['one two three', Number.POSITIVE_INFINITY, 'one two three'],
])('"%s" in lines of %d', (text, columns, expected) => {
  expect(wrap(text, columns, 2)).toBe(expected);
});

test.each([
  [
    'choose another size: az vm list-skus --location westeurope, or ask for more',
    'choose another size:\n  az vm list-skus --location westeurope,\n  or ask for more',
  ],
  ['name it, or export ID=$(az account show --query id)', 'name it, or\n  export ID=$(az account show --query id)'],
  ['the token is not set: export it with a scope', 'the token is not\n  set: export it with\n  a scope'],
])('commands stay in one line, so that they can be copied: %s', (text, expected) => {
  expect(wrap(text, 20, 2)).toBe(expected);
});

test('each line of a message is broken, and indented below its dash', () => {
  const text = 'config.json has 2 problems:\n- name is too long\n- location is unknown';
  expect(wrapLines(text, 16)).toBe('config.json has\n2 problems:\n- name is too\n  long\n- location is\n  unknown');
  expect(wrapLines(text, Number.POSITIVE_INFINITY)).toBe(text);
});
