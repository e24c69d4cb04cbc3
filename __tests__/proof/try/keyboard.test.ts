import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { Keyboard } from '../../../proof/try/keyboard';
import { actionsOf } from '../../../proof/try/keys';

test.each([
  ['q', [{ kind: 'queue', count: 10 }]],
  ['3', [{ kind: 'queue', count: 3 }]],
  ['10', [{ kind: 'queue', count: 1 }]],
  ['\u0003', [{ kind: 'end' }]],
  ['q\u0003', [{ kind: 'queue', count: 10 }, { kind: 'end' }]],
  ['x', []],
  ['\r', []],
  ['\u001b[1~', []],
])('%j does %j', (input, actions) => {
  expect(actionsOf(input)).toEqual(actions);
});

/** A terminal that keeps what it was told. */
class FakeTerminal extends PassThrough {
  readonly isTTY: boolean;
  isRaw = false;
  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }
  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }
}

function keyboardOn(terminal: FakeTerminal) {
  const done: string[] = [];
  const handlers = { queue: (count: number) => void done.push(`queue ${count}`), end: () => void done.push('end') };
  return { done, keyboard: new Keyboard(terminal as unknown as ReadStream, handlers) };
}

test('keys have an effect once there is something to act on, and none after the end', async () => {
  const terminal = new FakeTerminal(true);
  const { done, keyboard } = keyboardOn(terminal);
  const answers = [false, true];
  const listening = keyboard.listenWhen(async () => answers.shift() ?? true);
  expect(terminal.isRaw).toBe(false);
  await listening;
  expect(terminal.isRaw).toBe(true);
  terminal.emit('data', 'q');
  terminal.emit('data', '\u0003');
  expect(done).toEqual(['queue 10', 'end']);
  keyboard.close();
  expect(terminal.isRaw).toBe(false);
  terminal.emit('data', 'q');
  expect(done).toHaveLength(2);
});

test('a session that ends before it was ready leaves the terminal alone', async () => {
  const terminal = new FakeTerminal(true);
  const { keyboard } = keyboardOn(terminal);
  await keyboard.listenWhen(async () => {
    keyboard.close();
    return true;
  });
  expect(terminal.isRaw).toBe(false);
});

test('input that is not a terminal is not read', async () => {
  const terminal = new FakeTerminal(false);
  const { keyboard } = keyboardOn(terminal);
  await keyboard.listenWhen(() => Promise.reject(new Error('asked')));
  expect(terminal.listenerCount('data')).toBe(0);
  keyboard.close();
});
