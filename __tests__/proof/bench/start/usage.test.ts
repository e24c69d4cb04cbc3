import { controlGroupOf, cpuSecondsIn, residentMemoryIn } from '../../../../proof/bench/start/usage';

test('the control group of a container, in both versions of the interface', () => {
  expect(controlGroupOf('4:memory:/other\n2:cpu,cpuacct:/pods/a:b\n0::/\n')).toEqual({
    cpuFile: '/sys/fs/cgroup/cpu,cpuacct/pods/a:b/cpuacct.usage',
    processesFile: '/sys/fs/cgroup/cpu,cpuacct/pods/a:b/cgroup.procs',
  });
  expect(controlGroupOf('0::/pods/a\n')).toEqual({
    cpuFile: '/sys/fs/cgroup/pods/a/cpu.stat',
    processesFile: '/sys/fs/cgroup/pods/a/cgroup.procs',
  });
  expect(() => controlGroupOf('4:memory:/other\n')).toThrow('no control group with processor time');
});

test('processor time in seconds, from nanoseconds or microseconds', () => {
  expect(cpuSecondsIn('1250000000\n')).toBe(1.25);
  expect(cpuSecondsIn('usage_usec 1250000\nuser_usec 1\nsystem_usec 2\n')).toBe(1.25);
  expect(() => cpuSecondsIn('nothing')).toThrow('no processor time in: nothing');
});

test('resident memory in MiB', () => {
  const rollup = '55e43cafa000-7fff9497f000 ---p 00000000 00:00 0  [rollup]\nRss:    2048 kB\nPss:    1024 kB\nAnonymous:    512 kB\n';
  expect(residentMemoryIn(rollup)).toEqual({ all: 2, proportional: 1, own: 0.5 });
});
