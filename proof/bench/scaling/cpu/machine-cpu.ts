import { readFileSync } from 'node:fs';

/** Time of all cores since the machine started, in ticks. */
export interface CpuTimes {
  readonly busy: number;
  readonly total: number;
}

/** Shares of the observed time: see `CpuUse` in record.ts. */
export interface MachineUse {
  readonly busy: number;
  readonly saturated: number;
}

const SAMPLE_MS = 1000;
/** A share of idle time below this is counted as none. */
const SATURATED = 0.95;

/** Parses /proc/stat (proc_stat(5)): the first line has user, nice, system, idle, iowait, irq, softirq and steal. */
export function parseCpuTimes(stat: string): CpuTimes {
  const ticks = /^cpu +(.+)$/m.exec(stat)?.[1]?.split(' ').slice(0, 8).map(Number) ?? [];
  const total = ticks.reduce((sum, each) => sum + each, 0);
  const [idle = 0, waiting = 0] = ticks.slice(3, 5);
  return { busy: total - idle - waiting, total };
}

/** Summarises samples of the times of all cores, oldest first. */
export function useOf(samples: readonly CpuTimes[]): MachineUse {
  const spans = samples.slice(1).map((sample, index) => shareBetween(samples[index] ?? sample, sample));
  const [first, last] = [samples[0], samples.at(-1)];
  return {
    busy: first === undefined || last === undefined ? 0 : shareBetween(first, last),
    saturated: spans.length === 0 ? 0 : spans.filter((share) => share >= SATURATED).length / spans.length,
  };
}

const shareBetween = (from: CpuTimes, to: CpuTimes): number =>
  to.total === from.total ? 0 : (to.busy - from.busy) / (to.total - from.total);

/** Begins to observe this machine. @returns a function that ends the observation */
export function observeMachine(): () => MachineUse {
  const sample = () => parseCpuTimes(readFileSync('/proc/stat', 'utf8'));
  const samples = [sample()];
  const timer = setInterval(() => samples.push(sample()), SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return useOf([...samples, sample()]);
  };
}
