import { Terminal } from '../../../proof/try/terminal';

function terminalOf(options: { isTTY: boolean; columns?: number }) {
  const written: string[] = [];
  return { written, terminal: new Terminal({ ...options, write: (text) => written.push(text) }) };
}

test('elsewhere than in a terminal, there are only lines', () => {
  const { written, terminal } = terminalOf({ isTTY: false });
  terminal.showStatus('1 job');
  terminal.print('job #1 is queued');
  expect(written).toEqual(['job #1 is queued\n']);
});

test('in a terminal, the status stays below the lines', () => {
  const { written, terminal } = terminalOf({ isTTY: true, columns: 80 });
  terminal.showStatus('1 job');
  terminal.print('job #1 is queued');
  terminal.showStatus('1 job');
  terminal.showStatus('');
  expect(written).toEqual(['\r\u001b[K1 job', '\r\u001b[Kjob #1 is queued\n1 job', '\r\u001b[K']);
});

test.each([
  [10, 9],
  [0, 79],
])('with %d columns, the status has %d characters, so that it never wraps', (columns, length) => {
  const { written, terminal } = terminalOf({ isTTY: true, columns });
  terminal.showStatus('x'.repeat(200));
  expect(written).toEqual([`\r\u001b[K${'x'.repeat(length)}`]);
});
