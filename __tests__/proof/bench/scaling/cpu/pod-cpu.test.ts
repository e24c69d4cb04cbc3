import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PodCpu } from '../../../../../proof/bench/scaling/cpu/pod-cpu';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cgroups-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(folder: string, file: string, content: string): void {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, file), content);
}

test('reads version 2 of cgroups', () => {
  write('agents-e2e-7/node-2/kubepods/burstable/poda-1', 'cpu.stat', 'usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000\n');
  expect(new PodCpu(root).secondsOf('a-1')).toBe(2.5);
});

test.each(['kubepods/poda-1', 'kubepods/besteffort/poda-1'])('reads version 1 of cgroups in %s', (folder) => {
  write(join('cpuacct/agents-e2e-7/node-1', folder), 'cpuacct.usage', '1250000000\n');
  expect(new PodCpu(root).secondsOf('a-1')).toBe(1.25);
});

test('a pod without a cgroup on this machine has no figure', () => {
  write('cpuacct/agents-e2e-7/node-1/kubepods/podb-2', 'cpuacct.usage', '1\n');
  expect(new PodCpu(root).secondsOf('a-1')).toBeUndefined();
  expect(new PodCpu(join(root, 'none')).secondsOf('a-1')).toBeUndefined();
});

test('a pod that was removed since has no figure', () => {
  const cpu = new PodCpu(root);
  write('agents-e2e-7/node-2/kubepods/poda-1', 'cpu.stat', 'usage_usec 1000000\n');
  expect(cpu.secondsOf('a-1')).toBe(1);
  rmSync(join(root, 'agents-e2e-7'), { recursive: true });
  expect(cpu.secondsOf('a-1')).toBeUndefined();
});
