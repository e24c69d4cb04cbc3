/** The version that the stub reports as its own: that of the agent which docker/Dockerfile installs. */
export const agentVersion = '4.275.0';
