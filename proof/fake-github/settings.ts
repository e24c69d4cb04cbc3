/** How the fake behaves where the behaviour of the real service is unknown or slow. Tests can change each setting at any time. */
export interface Settings {
  /** Milliseconds that a poll for messages is held. @default 50000 (actions/scaleset, README.md) */
  longPollMs: number;
  /** Milliseconds without a poll or an acknowledgement after which the session of a scale set expires. @default 90000 */
  sessionExpiryMs: number;
  /** Lifetime of a queue token. @default 3000 (actions/scaleset#123: about 50 minutes) */
  queueTokenSeconds: number;
  /** Lifetime of an admin token. @default 3600 */
  adminTokenSeconds: number;
  /** Lifetime of a registration token. @default 3600 */
  registrationTokenSeconds: number;
  /** Lifetime of the token of an installation. @default 3600 */
  installationTokenSeconds: number;
  /** Milliseconds until an assignment without a runner lapses for the first time; it grows with each lapse. The number is invented. @default 300000 */
  assignmentLapseMs: number;
  /** Milliseconds that a job may be in the queue before it fails. @default 86400000 (docs.github.com, "Usage limits") */
  queueLimitMs: number;
  /** Milliseconds that a runner has to acquire the job that it was sent. The number is invented. @default 60000 */
  pickupMs: number;
  /** Milliseconds without a poll after which the session of a runner ends and the runner is offline. The number is invented. @default 60000 */
  runnerLostMs: number;
  /** Milliseconds without a renewal after which a running job fails. @default 600000 (the lock of a job) */
  jobLockMs: number;
  /** Milliseconds after which a runner that never connected is removed. @default 86400000 (docs.github.com, ephemeral runners) */
  unusedRunnerMs: number;
  /** The answer to a poll whose scale set is deleted: it is unknown which one the service gives. @default '404' */
  deletedSetPoll: '404' | '401';
  /** Whether a refresh of a session returns another `messageQueueUrl`, and the old one is refused with 404. @default false */
  changesQueueUrl: boolean;
  /** Whether a new session has an empty `messageQueueUrl`, as in an outage (actions/actions-runner-controller#4370). @default false */
  emptyQueueUrl: boolean;
  /** Whether scale sets keep labels other than their name. GitHub Enterprise Server drops them silently before 3.21. @default true */
  customLabels: boolean;
  /** Whether an empty `RunnerSetting` in an update resets `disableUpdate`. Unknown for the service, so the default is the worse case. @default true */
  emptySettingResets: boolean;
  /** REST calls of one caller in an hour. @default 5000 */
  restLimit: number;
}

export const defaultSettings = (): Settings => ({
  longPollMs: 50_000,
  sessionExpiryMs: 90_000,
  queueTokenSeconds: 3000,
  adminTokenSeconds: 3600,
  registrationTokenSeconds: 3600,
  installationTokenSeconds: 3600,
  assignmentLapseMs: 300_000,
  queueLimitMs: 86_400_000,
  pickupMs: 60_000,
  runnerLostMs: 60_000,
  jobLockMs: 600_000,
  unusedRunnerMs: 86_400_000,
  deletedSetPoll: '404',
  changesQueueUrl: false,
  emptyQueueUrl: false,
  customLabels: true,
  emptySettingResets: true,
  restLimit: 5000,
});
