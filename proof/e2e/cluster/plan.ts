import { readFileSync, writeFileSync } from 'node:fs';
import type { KedaVersion } from '../../../config/keda-version';
import type { Images } from './images';
import type { Programs } from './programs';

/** Everything that `inside` needs to start the cluster. */
export interface Plan {
  /** Root folder of the project. */
  readonly project: string;
  /** Folder for data of this run. */
  readonly work: string;
  /** Folder for logs of this run. */
  readonly logs: string;
  /** Name of the run's cgroup in each hierarchy. */
  readonly cgroup: string;
  readonly kedaVersion: KedaVersion;
  readonly programs: Programs;
  readonly images: Images;
}

export const readPlan = (file: string): Plan => JSON.parse(readFileSync(file, 'utf8')) as Plan;
export const writePlan = (file: string, plan: Plan): void => writeFileSync(file, JSON.stringify(plan));
