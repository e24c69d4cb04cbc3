import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../../../operate/lib/command';
import type { FloorRecord, RunRecord } from './record';
import type { ServiceId } from './services/ids';

/** The layout of result files. Files of another layout cannot be read. */
const FORMAT = 3;

/** Content of a benchmark's result file. Tables and charts need nothing else. */
export interface Results extends Conditions {
  /** Any number for each load and variant: its repetitions. */
  readonly runs: readonly RunRecord[];
  /** Any number for each load. */
  readonly floors: readonly FloorRecord[];
}

/** Under which conditions everything in a result file was measured. */
export interface Conditions {
  /** @default 'azure-devops', in files from before there was another one */
  readonly service: ServiceId;
  /** Whether the loads were small ones, to test the benchmark itself. Such results are not for publication. */
  readonly quick: boolean;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly memoryGib: number; readonly kernel: string };
  readonly versions: { readonly node: string; readonly kubernetes: string; readonly keda: string };
  /** Seconds that a stub agent or runner needs from its start to the first step of its job. */
  readonly agentStartSeconds: number;
  /** Seconds after the last job at which agents and pods that are left are counted. If nothing is left, the observation ends sooner. */
  readonly leftoverSeconds: number;
  readonly variants: readonly VariantInfo[];
  readonly loads: readonly LoadInfo[];
}

export interface VariantInfo {
  readonly id: string;
  readonly title: string;
  /** 0 if the service reports jobs by itself. */
  readonly pollSeconds: number;
  readonly sources?: readonly string[];
}

export interface LoadInfo {
  readonly id: string;
  readonly title: string;
  readonly maxAgents: number;
  /** Whether the maximum of agents decides how long jobs wait. */
  readonly isLimited: boolean;
  /** Whether the load cancels jobs, so that there may be fewer pods than jobs. */
  readonly cancels: boolean;
}

/** @throws UsageError if the file is of an earlier layout, another Error if it cannot be read */
export function readResults(file: string): Results {
  const { format, ...results } = JSON.parse(readFileSync(file, 'utf8')) as Omit<Results, 'service'> & {
    readonly format?: number;
    readonly service?: ServiceId;
  };
  if (format !== FORMAT) throw new UsageError(`${file} is from an earlier version of this benchmark: measure again, or name another file`);
  return { ...results, service: results.service ?? 'azure-devops' };
}

/** As `readResults`. @throws UsageError also if the results are of another service, because they would go to the wrong page */
export function readResultsOf(service: ServiceId, file: string): Results {
  const results = readResults(file);
  if (results.service !== service) throw new UsageError(`${file} has results of ${results.service}: add --service ${results.service}`);
  return results;
}

/** Replaces the file atomically, because it is rewritten after each run of a long benchmark. */
export function writeResults(file: string, results: Results): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, `${JSON.stringify({ format: FORMAT, ...results }, undefined, 1)}\n`);
  renameSync(`${file}.part`, file);
}
