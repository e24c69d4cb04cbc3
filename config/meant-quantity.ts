import { CPU_PATTERN, canonicalMemory } from './quantity';

/** Above this many GiB, a number without a unit is taken for MiB. */
const MOST_GIB = 64;

/** From this many cores on, a number without a unit is taken for thousandths of a core. */
const LEAST_MILLIS = 100;

/** What a number without a unit means as an amount of memory or disk: `4` is 4Gi, `512` is 512Mi, `2147483648` is 2Gi. */
export function meantBytes(amount: number): string {
  if (amount >= 1024 ** 2) return canonicalMemory(Math.ceil(amount));
  return amount <= MOST_GIB ? `${amount}Gi` : `${Math.ceil(amount)}Mi`;
}

/** A remedy for an amount of memory or disk that was written as a number. */
export const meantMemory = (value: unknown): string | undefined =>
  typeof value === 'number' && value > 0 && Number.isFinite(value) ? `write "${meantBytes(value)}"` : undefined;

/** A remedy for an amount of CPU that was written as a number of thousandths; that of cores lacks quotes alone. */
export const meantCpu = (value: unknown): string | undefined =>
  typeof value === 'number' && value >= LEAST_MILLIS && CPU_PATTERN.test(`${value}m`) ? `write "${value}m"` : undefined;
