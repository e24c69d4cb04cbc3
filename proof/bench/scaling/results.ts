import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunRecord } from './record';

/** Content of a benchmark's result file. Tables and charts need nothing else. */
export interface Results {
  /** Whether the loads were small ones, to test the benchmark itself. Such results are not for publication. */
  readonly quick: boolean;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryGib: number; readonly kernel: string };
  readonly versions: { readonly node: string; readonly kubernetes: string; readonly keda: string };
  readonly maxAgents: number;
  /** Seconds that a stub agent needs from the start of its configuration to the first step of its job. */
  readonly agentStartSeconds: number;
  /** Seconds from the end of the last job to the end of the observation, when agents and pods that are left are counted. */
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

/** @throws Error if the file does not exist or is not JSON */
export const readResults = (file: string): Results => JSON.parse(readFileSync(file, 'utf8')) as Results;

/** Replaces the file atomically, because it is rewritten after each run of a long benchmark. */
export function writeResults(file: string, results: Results): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, `${JSON.stringify(results, undefined, 1)}\n`);
  renameSync(`${file}.part`, file);
}
