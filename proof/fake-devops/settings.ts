/** How the fake behaves where the real service is unknown or slow. Tests may change each at any time. */
export interface Settings {
  /** Milliseconds a job and an idle agent are left waiting for each other. @default 0 */
  pickupDelayMs: number;
  /** Milliseconds without a poll after which a session is dropped. @default 300000 (microsoft/vso-agent#202: "about 5 minutes") */
  sessionExpiryMs: number;
  /** Milliseconds that a poll for messages is held. @default 50000 (microsoft/azure-pipelines-agent#2681) */
  longPollMs: number;
  /** What becomes of a job whose agent is lost between assignment and pickup. @default 'requeue' */
  lostBeforePickup: 'requeue' | 'abandon';
  /** Jobs that may run at once in the organisation; further ones stay queued. @default 1000 */
  parallelJobs: number;
  /** Whether `enabled: false` in the POST of an agent is heeded; unknown for the service, so the unkind answer is the default. @default false */
  enabledOnPost: boolean;
  /**
   * What the listener of a deleted agent is told: that there is no such agent, or that its token is not good and then, for
   * its key, `invalid_client` for ever. Which of them the service does, and when, is not known. @default 'notFound'
   */
  deletedAgent: 'notFound' | 'invalidClient';
  /**
   * Whether the answer to the POST and PUT of an agent has `authorization`. Without it config.sh saves the token that it
   * registered with (azure-pipelines-agent, ConfigurationManager.cs). @default true
   */
  authorizationInAnswer: boolean;
  /** The agent version that the service demands of every job. @default '2.182.1' */
  minimumAgentVersion: string;
}

export const defaultSettings = (): Settings => ({
  pickupDelayMs: 0,
  sessionExpiryMs: 300_000,
  longPollMs: 50_000,
  lostBeforePickup: 'requeue',
  parallelJobs: 1000,
  enabledOnPost: false,
  deletedAgent: 'notFound',
  authorizationInAnswer: true,
  minimumAgentVersion: '2.182.1',
});
