import { existsSync } from 'node:fs';
import { UsageError } from '../../operate/lib/command';
import { parseOptions } from '../../operate/lib/parse-options';
import { countOf } from '../lib/command';

/** Options of the measurement in proc.ts. */
export interface ProcOptions {
  /** Number of processes outside of the job, and again below its worker. */
  readonly processes: number;
  /** Duration of each of the two measurements. */
  readonly seconds: number;
  /** Path of the bundled program agent.cjs. */
  readonly program: string;
}

/** Reads the options. @throws UsageError if an option is unknown, not a whole number from 1, or names no file */
export function readOptions(args: readonly string[], builtProgram: string): ProcOptions {
  const text = { type: 'string' } as const;
  const { processes = '1000', seconds = '120', program } = parseOptions(args, { processes: text, seconds: text, program: text });
  if (program !== undefined && !existsSync(program)) throw new UsageError(`--program must name a file that exists, got "${program}"`);
  return {
    processes: countOf('--processes', processes),
    seconds: countOf('--seconds', seconds),
    program: program ?? builtProgram,
  };
}
