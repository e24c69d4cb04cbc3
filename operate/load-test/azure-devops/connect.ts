import { organizationOf, type ServiceOptions } from '../../../config/services';
import { Organization } from '../../../providers/azure-devops/client/organization';
import { operatorConnection } from '../../lib/azure-devops/sign-in';
import type { LoadService } from '../load-service';
import type { Waiting } from '../outage';
import { AzureDevOpsLoadService } from './load-service';
import { findProject } from './project';

export { agentPoolTarget } from './target';

export interface LoadServiceOptions {
  readonly config: ServiceOptions;
  /** In place of the config's organisation. */
  readonly url: string | undefined;
  /** @default - see project.ts */
  readonly project: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly waiting: Waiting;
}

/** Connects to the organisation of a config with the operator's sign-in. @throws UsageError without a project or with an unsafe URL */
export async function connectLoadService({ config, url, project, environment, waiting }: LoadServiceOptions): Promise<LoadService> {
  const connection = operatorConnection(url ?? organizationOf(config).organizationUrl, environment);
  const found = await findProject(project, environment, new Organization(connection));
  return new AzureDevOpsLoadService({ connection, project: found, waiting });
}
