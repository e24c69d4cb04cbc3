import type { Agent } from '../../../../proof/fake-devops/state/agent';

/** An agent of the fake: online, free, with id 25. */
export const anAgent = (changes: Partial<Agent> = {}): Agent => ({
  id: 25,
  name: 'linux-1',
  version: '4.275.0',
  osDescription: '',
  enabled: true,
  status: 'online',
  provisioningState: 'Provisioned',
  createdOn: 0,
  statusChangedOn: 0,
  idleSince: 0,
  systemCapabilities: {},
  userCapabilities: {},
  clientId: 'client',
  closing: false,
  ...changes,
});
