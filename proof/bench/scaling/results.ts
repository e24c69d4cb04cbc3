import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunRecord } from './record';

/** What a whole benchmark leaves in its file; tables and charts are made from it alone. */
export interface Results {
  /** Small loads, to try the benchmark itself out: no numbers to publish. */
  readonly quick: boolean;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryGib: number; readonly kernel: string };
  readonly versions: { readonly node: string; readonly kubernetes: string; readonly keda: string };
  readonly maxAgents: number;
  /** Seconds that a stub agent takes from the start of its configuration to the first step of its job. */
  readonly agentStartSeconds: number;
  /** Seconds after the last job at which what is left is counted. */
  readonly leftoverSeconds: number;
  readonly variants: readonly {
    readonly id: string;
    readonly title: string;
    readonly pollSeconds: number;
    readonly sources?: readonly string[];
  }[];
  readonly loads: readonly { readonly id: string; readonly title: string }[];
  readonly runs: readonly RunRecord[];
}

/** @throws Error when there is no such file, or when it is no JSON */
export const readResults = (file: string): Results => JSON.parse(readFileSync(file, 'utf8')) as Results;

/** Whole or not at all: the file is rewritten after each run of a long benchmark. */
export function writeResults(file: string, results: Results): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, `${JSON.stringify(results, undefined, 1)}\n`);
  renameSync(`${file}.part`, file);
}
