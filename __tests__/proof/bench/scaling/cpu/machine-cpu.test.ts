import { parseCpuTimes, useOf } from '../../../../../proof/bench/scaling/cpu/machine-cpu';

test('idle and waiting time are not busy, and time of guests, which is also user time, does not count twice', () => {
  expect(parseCpuTimes('cpu  100 10 20 300 30 1 2 7 50 5\ncpu0 1 1 1 1\nintr 5\n')).toEqual({ busy: 140, total: 470 });
});

test('the share of busy time is that between the first and the last sample', () => {
  const samples = [
    { busy: 100, total: 1000 },
    { busy: 196, total: 1100 },
    { busy: 200, total: 1200 },
  ];
  expect(useOf(samples)).toEqual({ busy: 0.5, saturated: 0.5 });
});

test('samples without time in between are idle', () => {
  expect(useOf([{ busy: 1, total: 1 }])).toEqual({ busy: 0, saturated: 0 });
  expect(useOf(Array(2).fill({ busy: 1, total: 1 }))).toEqual({ busy: 0, saturated: 0 });
});
