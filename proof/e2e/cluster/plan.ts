import { readFileSync, writeFileSync } from 'node:fs';
import type { Images } from './images';
import type { Programs } from './programs';

/** All that the program in the namespaces must know to start the cluster. */
export interface Plan {
  /** The project's folder. */
  readonly project: string;
  /** Folder for data of this run. */
  readonly work: string;
  /** Folder for logs of this run. */
  readonly logs: string;
  /** Name of the folder in each cgroup hierarchy. */
  readonly cgroup: string;
  readonly programs: Programs;
  readonly images: Images;
}

export const readPlan = (file: string): Plan => JSON.parse(readFileSync(file, 'utf8')) as Plan;
export const writePlan = (file: string, plan: Plan): void => writeFileSync(file, JSON.stringify(plan));
