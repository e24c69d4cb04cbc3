/** The version that the stub reports: the version of the agent that docker/Dockerfile installs. */
export const AGENT_VERSION = '5.279.0';
