import type { AgentPool } from '../state/agent-pool';

/** Message for a project that may not use an agent pool. */
export const notAuthorised = ({ name }: AgentPool): string =>
  `Could not find a queue with name ${name}. The queue does not exist or has not been authorized for use. For authorization details, refer to https://aka.ms/yamlauthz.`;
