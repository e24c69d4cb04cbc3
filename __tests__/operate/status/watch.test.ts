import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';
import { changeLog, drawingScreen, jsonLines } from '../../../operate/status/screens';
import { type View, watch } from '../../../operate/status/watch';
import { anEntry, aSnapshot, NOW } from './support/snapshots';

function aTerminal() {
  const written: string[] = [];
  return {
    written,
    terminal: { isInteractive: true, columns: 80, write: (text: string) => void written.push(text), colors: createColors(false) },
  };
}

const queued = (count: number, at = NOW): View => ({
  snapshot: aSnapshot({
    takenAt: at,
    entries: [anEntry({ queue: { value: { queued: count, running: 0, oldestQueuedAt: undefined, serverTime: at } } })],
  }),
  problems: [],
});

test('without a terminal only a change is printed, and the time does not count as one', () => {
  const { written, terminal } = aTerminal();
  const log = changeLog(terminal);
  log.show(queued(0));
  log.show(queued(0, NOW + 10_000));
  expect(written).toHaveLength(1);
  log.show(queued(1, NOW + 20_000));
  expect(written).toHaveLength(2);
  expect(written[1]).toContain('1 queued');
});

test('on a terminal each view is drawn over the one before, and the cursor comes back', () => {
  const { written, terminal } = aTerminal();
  const screen = drawingScreen(terminal, () => 100);
  screen.show(queued(0));
  screen.show(queued(1));
  screen.close();
  const [first, second, end] = written;
  expect(first?.startsWith('\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[H')).toBe(true);
  expect(second?.startsWith('\x1b[H')).toBe(true);
  expect(second?.endsWith('\x1b[J')).toBe(true);
  expect(end?.startsWith('\x1b[?7h\x1b[?25h\x1b[?1049l')).toBe(true);
  expect(end).toContain('1 queued');
});

test('no line is wider than the terminal, except for a command to copy', () => {
  const { written, terminal } = aTerminal();
  const problem = { text: 'a problem with many words '.repeat(8).trim(), command: 'kubectl get nodes' };
  drawingScreen({ ...terminal, columns: 40 }, () => 100).show({ ...queued(0), problems: [problem] });
  const lines = (written[0] ?? '').split('\x1b[K\n').filter((line) => line.includes('problem with'));
  expect(lines.length).toBeGreaterThan(3);
  expect(Math.max(...lines.map((line) => stripVTControlCharacters(line).length))).toBeLessThanOrEqual(40);
});

test('a terminal with few rows shows the first lines, and says that there are more', () => {
  const { written, terminal } = aTerminal();
  drawingScreen(terminal, () => 6).show(queued(0));
  const lines = (written[0] ?? '').split('\n');
  expect(lines).toHaveLength(6);
  expect(lines[4]).toContain('… the terminal has no more lines');
});

test('for programs each view is one line', () => {
  const { written, terminal } = aTerminal();
  const screen = jsonLines(terminal);
  screen.show(queued(2));
  screen.show(queued(2));
  expect(written.map((line) => JSON.parse(line).entries[0].queue.value.queued)).toEqual([2, 2]);
});

test('it stops during a read, and the terminal is restored', async () => {
  const stop = new AbortController();
  const shown: View[] = [];
  let closed = false;
  const hangs = () => new Promise<View>(() => stop.abort());
  const reads = [() => Promise.resolve(queued(0)), hangs];
  await watch({
    read: () => reads.shift()?.() ?? Promise.reject(new Error('it read again')),
    seconds: 0,
    screen: { show: (look) => shown.push(look), close: () => (closed = true) },
    stop: stop.signal,
  });
  expect(shown).toHaveLength(1);
  expect(closed).toBe(true);
});

test('the terminal is restored if a read fails', async () => {
  let closed = false;
  const read = () => Promise.reject(new Error('a fault'));
  const screen = { show: () => undefined, close: () => (closed = true) };
  await expect(watch({ read, seconds: 1, screen, stop: new AbortController().signal })).rejects.toThrow('a fault');
  expect(closed).toBe(true);
});
