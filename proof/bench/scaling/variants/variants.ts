import type { AzureDevOpsVariant } from './azure-devops-variant';
import { blueAgent } from './blue-agent';
import { documentation } from './documentation';
import { own, ownAnticipate, ownKeda, ownWarm } from './own';
import { ownReady } from './own-ready';
import { tutorial } from './tutorial';

/** The variants that are measured by default, in the order of tables and charts. */
export const VARIANTS: readonly AzureDevOpsVariant[] = [own, ownKeda, ownWarm, ownAnticipate, tutorial, documentation, blueAgent];

/** The variants that are measured only if they are named. */
export const VARIANTS_ON_REQUEST: readonly AzureDevOpsVariant[] = [ownReady];
