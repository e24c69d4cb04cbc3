import { meantBytes } from '../meant-quantity';
import { below, type Problem } from '../problem';
import { cpuMillis, memoryBytes } from '../quantity';
import type { Rule } from './rule';

/** The least of each; below, an agent does not even start, or a unit was forgotten. */
const LEAST = { cpu: '10m', memory: '256Mi', workDisk: '100Mi', scratchDisk: '100Mi' } as const;

/** Amounts that a pod can have must be enough for an agent: the API server takes 4 bytes, and no job ever runs. */
export const quantitiesRule: Rule = ({ agentPools }) =>
  (agentPools ?? []).flatMap((pool, index): readonly Problem[] => {
    const path = below('agentPools', index);
    const cpu = pool?.cpu;
    return [
      ...(cpu !== undefined && cpuMillis(cpu) < cpuMillis(LEAST.cpu) ? [tooLittle(path, 'cpu', cpu, 'raise it')] : []),
      ...(['memory', 'workDisk', 'scratchDisk'] as const).flatMap((key) => {
        const value = pool?.[key];
        if (value === undefined || memoryBytes(value) >= memoryBytes(LEAST[key])) return [];
        return [tooLittle(path, key, value, /^[\d.]+$/.test(value) ? `write "${meantBytes(Number(value))}"` : 'raise it')];
      }),
    ];
  });

const tooLittle = (path: string, key: keyof typeof LEAST, value: string, remedy: string): Problem => ({
  path: below(path, key),
  rule: `must be at least ${LEAST[key]}`,
  value,
  remedy,
});
