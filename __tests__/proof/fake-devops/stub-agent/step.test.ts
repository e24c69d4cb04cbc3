import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killMarked } from '../../../../proof/fake-devops/stub-agent/process-tree';
import { runScript } from '../../../../proof/fake-devops/stub-agent/step';
import { Child } from '../../../support/child-process';
import { eventually } from '../../../support/eventually';
import { commandLine, isAlive } from '../../../support/processes';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'step-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** Timeouts in milliseconds: long for a signal that the script handles, short for one that it ignores. */
function start(script: string, limits = { int: 30_000, term: 30_000 }) {
  const cancel = new AbortController();
  let output = '';
  const env = { PATH: process.env['PATH'], PROCESS_SIGINT_TIMEOUT: `${limits.int}`, PROCESS_SIGTERM_TIMEOUT: `${limits.term}` };
  const onOutput = (text: string) => {
    output += text;
  };
  const ended = runScript(script, { cwd, env, onOutput, cancel: cancel.signal }).then((code) => ({ code, output }));
  return { ended, cancel: () => cancel.abort(), says: (text: string) => eventually(text, () => output.includes(text)) };
}

test('a script returns its exit code and its output, including stderr', async () => {
  expect(await start('pwd; echo oops >&2; exit 3').ended).toEqual({ code: 3, output: expect.stringMatching(/^.*step-.*\noops\n$/) });
});

test('a cancelled script gets SIGINT first', async () => {
  const step = start('trap "echo interrupted; exit 0" INT; echo up; while :; do sleep 0.05; done');
  await step.says('up');
  step.cancel();
  expect(await step.ended).toEqual({ code: null, output: 'up\ninterrupted\n' });
});

test('a cancelled script gets SIGTERM if it ignores SIGINT', async () => {
  const step = start('trap "" INT; trap "echo terminated; exit 0" TERM; echo up; while :; do sleep 0.05; done', { int: 150, term: 30_000 });
  await step.says('up');
  step.cancel();
  expect((await step.ended).output).toBe('up\nterminated\n');
});

test('a cancelled script is killed, with its children, if it ignores both', async () => {
  const step = start('trap "" INT TERM; (echo child $BASHPID; while :; do sleep 0.05; done) & echo up; wait', { int: 150, term: 150 });
  await step.says('up');
  await step.says('child');
  step.cancel();
  const { output } = await step.ended;
  const child = Number(/child (\d+)/.exec(output)?.[1]);
  await eventually('the child is gone', () => !isAlive(child));
});

test('processes are found by a variable of their initial environment', async () => {
  const marked = new Child('sleep', ['60'], { env: { PATH: process.env['PATH'], MARK: 'a' } });
  const other = new Child('sleep', ['60'], { env: { PATH: process.env['PATH'], MARK: 'ab' } });
  await eventually('both run', () => [marked, other].every(({ pid }) => commandLine(pid)[0] === 'sleep'));
  expect(killMarked('MARK', 'a')).toEqual([marked.pid]);
  expect(await marked.exited).toBe(137);
  expect(other.code).toBeUndefined();
  await other.kill();
});
