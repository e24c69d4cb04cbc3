import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { procTable } from '../../agent/processes';
import { temporaryFolder } from './support/fakes';

function fakeProc(entries: readonly { pid: number; parent: number; comm?: string; argv: readonly string[] }[]): string {
  const proc = temporaryFolder();
  mkdirSync(join(proc, 'self'));
  for (const { pid, parent, comm = 'x', argv } of entries) {
    mkdirSync(join(proc, String(pid)));
    writeFileSync(join(proc, String(pid), 'stat'), `${pid} (${comm}) S ${parent} 1 1 0 -1`);
    writeFileSync(join(proc, String(pid), 'cmdline'), argv.join('\0'));
  }
  return proc;
}

const listener = { pid: 20, parent: 7, argv: ['/azp/agent/bin/Agent.Listener', 'run', '--once'] };

test('a worker below this process is seen, whatever its command name holds', () => {
  const worker = { pid: 30, parent: 20, comm: 'a) R 1 (b', argv: ['/azp/agent/bin/Agent.Worker', 'spawnclient', '1', '2'] };
  expect(procTable(7, fakeProc([listener, worker])).runs('Agent.Worker')).toBe(true);
});

test('a worker that is a script is seen', () => {
  const worker = { pid: 30, parent: 20, argv: ['/bin/bash', '/azp/agent/bin/Agent.Worker'] };
  expect(procTable(7, fakeProc([listener, worker])).runs('Agent.Worker')).toBe(true);
});

test('a worker of another container is not', () => {
  const worker = { pid: 30, parent: 1, argv: ['/azp/agent/bin/Agent.Worker'] };
  expect(procTable(7, fakeProc([listener, worker])).runs('Agent.Worker')).toBe(false);
});

test('a mention among the arguments is no worker', () => {
  const grep = { pid: 30, parent: 20, argv: ['grep', '-r', 'Agent.Worker'] };
  expect(procTable(7, fakeProc([listener, grep])).runs('Agent.Worker')).toBe(false);
});

test('the real /proc can be read', () => {
  expect(procTable(process.pid).runs('Agent.Worker')).toBe(false);
});
