import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProcess } from '../../../agent/process/start-process';
import { temporaryFolder } from '../support/fakes';

const OPTIONS = { cwd: temporaryFolder(), env: { PATH: process.env['PATH'] } };
const bash = (script: string) => startProcess('/bin/bash', ['-c', script], OPTIONS);

test('the exit code is that of the program, or 128 plus the number of the signal', async () => {
  expect(await bash('exit 4').exited).toBe(4);
  expect(await bash('kill -TERM $$').exited).toBe(143);
});

test('the error names a program that cannot be started', async () => {
  await expect(startProcess('/nowhere/config.sh', [], OPTIONS).exited).rejects.toThrow('cannot start /nowhere/config.sh: spawn');
});

test('the program leads its own process group, and a signal to the group also ends its children', async () => {
  const file = join(OPTIONS.cwd, 'groups');
  const started = bash(`sleep 600 & cut -d ' ' -f 5 /proc/$!/stat > ${file}; echo $! >> ${file}; echo $$ >> ${file}; wait`);
  const lines = await written(file, 3);
  expect(lines[0]).toBe(lines[2]);
  started.signal('SIGKILL', 'group');
  expect(await started.exited).toBe(137);
  await written(`/proc/${lines[1]}/stat`, 0);
});

test('a signal to a program that has ended causes no error', async () => {
  const started = bash('exit 0');
  await started.exited;
  expect(() => started.signal('SIGINT', 'process')).not.toThrow();
});

test('every line is reported before the exit, also one without a line feed', async () => {
  const lines: string[] = [];
  const script = 'for i in $(seq 500); do echo "line $i"; done; echo error >&2; printf last';
  const started = startProcess('/bin/bash', ['-c', `exec 1> >(cat); ${script}`], { ...OPTIONS, onLine: (line) => void lines.push(line) });
  await started.exited;
  expect(lines).toHaveLength(502);
  expect(lines).toContain('error');
  expect(lines).toContain('last');
});

test('a child that outlives the program and holds its output open delays the exit only for some seconds', async () => {
  const file = join(OPTIONS.cwd, 'holder');
  const started = bash(`sleep 600 & echo $! > ${file}; exit 3`);
  expect(await started.exited).toBe(3);
  started.signal('SIGKILL', 'group');
  const [pid] = await written(file, 1);
  await written(`/proc/${pid}/stat`, 0);
});

/** Waits until a file has so many lines and returns them. With 0 it waits until the file is gone, or its process is a zombie. */
async function written(file: string, count: number): Promise<string[]> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const lines = contentOf(file);
    const gone = lines.length === 0 || / Z /.test(lines[0] ?? '');
    if (count === 0 ? gone : lines.length === count) return lines;
    if (Date.now() > deadline) throw new Error(`${file} not as expected within 10 s: ${lines}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function contentOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .trim()
      .split(/\s*\n\s*/);
  } catch {
    return [];
  }
}
