import type { CheckGroup, ListedCheck, Phase } from '../check';
import type { DoctorContext } from '../context';
import { azureChecks } from './azure';
import { azureDevOpsChecks } from './azure-devops';
import { clusterChecks } from './cluster';
import { gitHubChecks } from './github';
import { machineChecks } from './machine';

/** The areas, in the order in which they depend on each other. Another provider adds its own area. */
const GROUPS: readonly CheckGroup<DoctorContext>[] = [machineChecks, azureChecks, clusterChecks, azureDevOpsChecks, gitHubChecks];

const PHASES: readonly Phase[] = ['before', 'after'];

/** All checks, in the order in which they are shown. */
export const allChecks: readonly ListedCheck<DoctorContext>[] = PHASES.flatMap((phase) =>
  GROUPS.flatMap((group) => {
    const { explain, service } = group;
    return group[phase].map((check) => ({ ...check, phase, ...(explain && { explain }), ...(service && { service }) }));
  }),
);
