/** How the fake behaves where the behaviour of the real service is unknown or slow. Tests can change each setting at any time. */
export interface Settings {
  /** Milliseconds that a job and an idle agent each wait before an assignment. @default 0 */
  pickupDelayMs: number;
  /** Milliseconds without a poll after which a session is closed. @default 300000 (microsoft/vso-agent#202: "about 5 minutes") */
  sessionExpiryMs: number;
  /** Milliseconds that a poll for messages is held. @default 50000 (microsoft/azure-pipelines-agent#2681) */
  longPollMs: number;
  /** What happens to a job if its agent is lost between assignment and pickup. @default 'requeue' */
  lostBeforePickup: 'requeue' | 'abandon';
  /** Jobs that may run in parallel in the organisation; further jobs stay queued. @default 1000 */
  parallelJobs: number;
  /** Whether the POST of an agent respects `enabled: false`. Unknown for the service, so the default is the worse case. @default false */
  enabledOnPost: boolean;
  /**
   * The answer to the listener of a deleted agent. `notFound`: there is no such agent. `invalidClient`: its token is invalid,
   * and each request of a new token for its key returns `invalid_client`. It is unknown which one the service gives, and when.
   * @default 'notFound'
   */
  deletedAgent: 'notFound' | 'invalidClient';
  /**
   * Whether the answer to the POST and PUT of an agent has `authorization`. Without it, config.sh saves the token that it
   * registered with (azure-pipelines-agent, ConfigurationManager.cs). @default true
   */
  authorizationInAnswer: boolean;
  /** The minimum agent version that the service adds to the demands of every job. @default '2.182.1' */
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
