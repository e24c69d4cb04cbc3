/** The version that the stub prints: that of the runner from whose source it is made. */
export const RUNNER_VERSION = '2.336.0';
