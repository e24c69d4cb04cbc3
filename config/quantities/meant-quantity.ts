import { CPU_PATTERN, canonicalMemory } from './quantity';

/** A larger number without a unit is read as MiB, not GiB. */
const MOST_GIB = 64;

/** From this number on, a number without a unit is read as thousandths of a core, not as cores. */
const LEAST_MILLIS = 100;

/** What a number without a unit most likely means as an amount of memory or disk: `4` is 4Gi, `512` is 512Mi, `2147483648` is 2Gi. */
export function meantBytes(amount: number): string {
  if (amount >= 1024 ** 2) return canonicalMemory(Math.ceil(amount));
  return amount <= MOST_GIB ? `${amount}Gi` : `${Math.ceil(amount)}Mi`;
}

/** The remedy for an amount of memory or disk that is written as a number. */
export const meantMemory = (value: unknown): string | undefined =>
  typeof value === 'number' && value > 0 && Number.isFinite(value) ? `write "${meantBytes(value)}"` : undefined;

/** The remedy for an amount of CPU that is written as a number of thousandths. A number of cores only lacks quotes, see `quotesRemedy`. */
export const meantCpu = (value: unknown): string | undefined =>
  typeof value === 'number' && value >= LEAST_MILLIS && CPU_PATTERN.test(`${value}m`) ? `write "${value}m"` : undefined;
