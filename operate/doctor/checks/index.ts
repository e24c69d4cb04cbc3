import type { CheckGroup, ListedCheck, Phase } from '../check';
import type { DeployedContext, DoctorContext, ReleaseContext } from '../context';
import { azureChecks } from './azure';
import { azureDevOpsChecks } from './azure-devops';
import { clusterChecks } from './cluster';
import { gitHubChecks } from './github';
import { machineChecks, toolChecks } from './machine';
import { helmChecks } from './release';

/** The areas that a config and a Helm release have, in the order in which they depend on each other. Another provider adds its own area. */
const DEPLOYED_GROUPS: readonly CheckGroup<DeployedContext>[] = [clusterChecks, azureDevOpsChecks, gitHubChecks];

const PHASES: readonly Phase[] = ['before', 'after'];

/** All checks of a config, in the order in which they are shown. */
export const allChecks: readonly ListedCheck<DoctorContext>[] = listed<DoctorContext>([
  machineChecks,
  toolChecks,
  azureChecks,
  ...DEPLOYED_GROUPS,
]);

/** The checks of a Helm release, in the order in which they are shown. Those of Azure and of Terraform do not apply to it. */
export const releaseChecks: readonly ListedCheck<ReleaseContext>[] = listed<ReleaseContext>([
  machineChecks,
  helmChecks,
  ...DEPLOYED_GROUPS,
]);

/** The checks of configs and of Helm releases, each once. */
export const knownChecks = [...allChecks, ...releaseChecks.filter(({ id }) => !allChecks.some((check) => check.id === id))];

function listed<Context>(groups: readonly CheckGroup<Context>[]): readonly ListedCheck<Context>[] {
  return PHASES.flatMap((phase) =>
    groups.flatMap((group) => {
      const { explain, service } = group;
      return group[phase].map((check) => ({ ...check, phase, ...(explain && { explain }), ...(service && { service }) }));
    }),
  );
}
