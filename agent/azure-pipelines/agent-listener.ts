import type { ListenerProgram } from '../listener/program';
import { agentEnvironment } from './agent-environment';
import { jobNews } from './console';

const NEWER_AGENT = 'the service requires a newer agent: raise AGENT_VERSION of the image';

/** bin/Agent.Listener of the agent package. Exit codes: azure-pipelines-agent, Constants.cs. */
export const AGENT_LISTENER: ListenerProgram = {
  file: 'Agent.Listener',
  args: ['run', '--once'],
  worker: 'Agent.Worker',
  environment: agentEnvironment,
  newsIn: jobNews,
  // AgentUpdating and RunOnceAgentUpdating.
  remedies: new Map([
    [3, NEWER_AGENT],
    [4, NEWER_AGENT],
  ]),
  mayEndWithoutJob: false,
};
