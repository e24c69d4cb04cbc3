import { below, type Problem } from '../problems/problem';
import { meantBytes } from '../quantities/meant-quantity';
import { cpuMillis, memoryBytes } from '../quantities/quantity';
import { eachEntry } from './each-entry';
import type { Rule } from './rule';

/** The minimum of each. With less, it does not start, or the unit was forgotten. */
export const MINIMUM = { cpu: '10m', memory: '256Mi', workDisk: '100Mi', scratchDisk: '100Mi' } as const;

/** Amounts must be enough for an agent or a runner. The API server accepts even 4 bytes, but then no job ever runs. */
export const quantitiesRule: Rule = (config) =>
  eachEntry(config, (entry, path) => {
    const { cpu } = entry;
    return [
      ...(cpu !== undefined && cpuMillis(cpu) < cpuMillis(MINIMUM.cpu) ? [tooLittle(path, 'cpu', cpu, 'raise it')] : []),
      ...(['memory', 'workDisk', 'scratchDisk'] as const).flatMap((key) => {
        const value = entry[key];
        if (value === undefined || memoryBytes(value) >= memoryBytes(MINIMUM[key])) return [];
        return [tooLittle(path, key, value, /^[\d.]+$/.test(value) ? `write "${meantBytes(Number(value))}"` : 'raise it')];
      }),
    ];
  });

const tooLittle = (path: string, key: keyof typeof MINIMUM, value: string, remedy: string): Problem => ({
  path: below(path, key),
  rule: `must be at least ${MINIMUM[key]}`,
  value,
  remedy,
});
