import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { procTable } from '../../../agent/process/processes';
import { eventually } from '../../support/eventually';
import { temporaryFolder } from '../support/fakes';

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly comm?: string;
  readonly state?: string;
  readonly startTime?: string;
  readonly argv: readonly string[];
}

function fakeProc(entries: readonly Entry[]): string {
  const proc = temporaryFolder();
  mkdirSync(join(proc, 'self'));
  for (const { pid, parent, comm = 'x', state = 'S', startTime = '4711', argv } of entries) {
    mkdirSync(join(proc, String(pid)));
    const before = Array(17).fill('0').join(' ');
    writeFileSync(join(proc, String(pid), 'stat'), `${pid} (${comm}) ${state} ${parent} ${before} ${startTime} 0 0\n`);
    writeFileSync(join(proc, String(pid), 'cmdline'), argv.join('\0'));
  }
  return proc;
}

const LISTENER = { pid: 20, parent: 7, argv: ['/azp/agent/bin/Agent.Listener', 'run', '--once'] };
const WORKER = { pid: 30, parent: 20, argv: ['/azp/agent/bin/Agent.Worker', 'spawnclient', '1', '2'] };
const find = (...entries: Entry[]) => procTable(fakeProc(entries)).childOf(20, 'Agent.Worker');

test('a worker of this listener is found, whatever characters its name contains', () => {
  expect(find(LISTENER, { ...WORKER, comm: 'a) R 1 (b' })).toEqual({ pid: 30, startTime: '4711' });
});

test('a worker that is a script is found', () => {
  expect(find(LISTENER, { ...WORKER, argv: ['/bin/bash', '/azp/agent/bin/Agent.Worker'] })).toBeDefined();
});

test("a worker of another parent is not found: one of another container, or a job's program of that name", () => {
  expect(find(LISTENER, { ...WORKER, parent: 1 }, { ...WORKER, pid: 31, parent: 30 })).toBeUndefined();
});

test('a program with the name in its arguments is not a worker', () => {
  expect(find(LISTENER, { ...WORKER, argv: ['grep', '-r', 'Agent.Worker'] })).toBeUndefined();
});

test.each<[string, Partial<Entry>, boolean]>([
  ['it is listed', {}, true],
  ['it has become a zombie', { state: 'Z' }, false],
  ['its number was given to another process', { startTime: '4712' }, false],
])('whether the same process still runs: %s', (_what, change, runs) => {
  const table = procTable(fakeProc([LISTENER, { ...WORKER, ...change }]));
  expect(table.runs({ pid: 30, startTime: '4711' })).toBe(runs);
});

test('a process that is gone does not run', () => {
  expect(procTable(fakeProc([LISTENER])).runs({ pid: 30, startTime: '4711' })).toBe(false);
});

test('a child of this process is found in the real /proc until it ends', async () => {
  const table = procTable();
  const child = spawn('sleep', ['600']);
  const found = await eventually('the child', () => table.childOf(process.pid, 'sleep'));
  expect([found.pid, table.runs(found)]).toEqual([child.pid, true]);
  child.kill();
  await eventually('its end', () => !table.runs(found));
});
