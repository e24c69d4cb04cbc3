import { reason } from '../../../lib/reason';
import type { Organization } from '../../../providers/azure-devops/client/organization';
import { UsageError } from '../../lib/command';

/** The variable with which a pipeline of Azure DevOps names its own project. */
const PIPELINE_PROJECT = 'SYSTEM_TEAMPROJECT';
const REMEDY = 'name the project that has the pipeline';

/**
 * The project that has the pipeline: the one that is named; otherwise that of the pipeline in which this runs; otherwise the
 * only one that the identity sees. @throws UsageError if it sees none, or more than one
 */
export async function findProject(
  named: string | undefined,
  environment: NodeJS.ProcessEnv,
  organization: Pick<Organization, 'projects'>,
): Promise<string> {
  const project = named ?? environment[PIPELINE_PROJECT];
  if (project) return project;
  const visible = await organization.projects().catch((error: unknown) => {
    throw new UsageError(`--project is missing, and projects can't be listed (${reason(error)}): ${REMEDY}`);
  });
  const [only, another] = visible.map(({ name }) => name);
  if (only === undefined) throw new UsageError(`--project is missing, and the identity sees no project: ${REMEDY}`);
  if (another === undefined) return only;
  throw new UsageError(`--project is missing, and there are ${visible.length}, such as ${only} and ${another}: ${REMEDY}`);
}
