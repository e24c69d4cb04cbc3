import type { CommonContext } from '../../common-context';
import type { DevOpsFacts } from './facts';

/** What checks of Azure DevOps use. */
export interface AzureDevOpsContext extends CommonContext {
  readonly devops: DevOpsFacts;
  /** Projects that must be allowed to use the agent pools. Empty: all that the identity sees. */
  readonly projects: readonly string[];
}
