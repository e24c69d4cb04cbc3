import { milliseconds, minutes, seconds } from '../../lib/duration';

/** Polling the queue of an agent pool. Defaults of the option `agentPools[].pollingSeconds`. */
export const POLLING = {
  /** With keda.trigger `metrics-api`: how often the scaler polls each agent pool. */
  scaler: seconds(2),
  /** With keda.trigger `azure-pipelines`: how often KEDA polls for each entry. */
  keda: seconds(10),
} as const;

/** The scaler, which counts the jobs in the queue for KEDA. */
export const SCALER = {
  /** The longest time between two reads of a queue if the service asks for fewer calls. */
  longestPoll: seconds(60),
  /** The longest time between two reads while the service refuses the credential. */
  refusedPoll: seconds(15),
  /** How long a round waits for the service before it goes on without the answer. */
  patience: seconds(3),
  /**
   * A poll sooner than this after the one before, or after a new Job was seen, is answered with 0: KEDA may not see yet what it
   * has created.
   */
  repeat: milliseconds(400),
  /** If a Job appears later than this after KEDA was asked for it, KEDA, the API server or this program is short of CPU. */
  slowReaction: milliseconds(250),
  /** The same as `repeat` after a new Job, while reactions are slow. */
  slowRepeat: milliseconds(1200),
  /** How long a slow reaction counts. */
  slowFor: minutes(1),
  /** A reading of the queue or of the Jobs older than this is not used: KEDA gets an error. */
  stale: seconds(15),
  /** After this time without a new list, no agent is asked for again: KEDA would replace Jobs that have ended unseen. */
  lateList: seconds(5),
  /** Between two lists of Jobs and pods. A watch reports changes in between. */
  list: seconds(2),
  /** How often the capabilities of each entry's placeholder are read. Only a new image or config changes them. */
  capabilities: minutes(5),
  /** How often the capabilities of a placeholder that is not registered yet are looked for. */
  capabilitiesMissing: seconds(10),
  /** The shortest time between two reads of capabilities, for jobs that no entry can take, and after a failure. */
  capabilitiesRetry: seconds(30),
  /** How often the parallel jobs are read while jobs wait, if the config says `bought`. */
  parallelJobsWaiting: seconds(60),
  /** How often the parallel jobs are read while no job waits. */
  parallelJobsIdle: minutes(5),
  /** How long arriving jobs are remembered, to recognise a stream. */
  arrivals: seconds(60),
  /** The periods in which arriving jobs are counted, to tell a stream from a burst. */
  arrivalPeriod: seconds(5),
  /** The shortest time without a new job after which a stream counts as over. */
  arrivalSilence: seconds(10),
  /** How long a pod that meets an obstacle may take to start. After that it does not count as on its way. */
  stuck: seconds(60),
  /** How long after its end a runner that ended with an error counts as failed. By then, GitHub has said whether it had a job. */
  failedRunner: seconds(10),
  /** How long to wait before the next attempt after a pod could not start. The wait doubles with each failure. */
  retry: seconds(60),
  /** The longest wait before the next attempt. */
  longestRetry: minutes(16),
  /** How often a decision that does not change is logged. `npm run status` reads the newest lines. */
  repeatLog: minutes(5),
  /** How long the main loop may hang. After that, the liveness probe fails. */
  hang: seconds(60),
} as const;

/** The scaler's sessions with GitHub, one for each runner pool. */
export const SCALE_SET = {
  /** How long GitHub keeps a poll open if there is no message (actions/scaleset, README). */
  longPoll: seconds(50),
  /** How often a replica tries to open a session that another replica has. GitHub ends an abandoned one after about 90 s. */
  takeOver: seconds(10),
  /** A replica whose number KEDA has not asked for during this time leaves its session to another replica: KEDA may reach that one. */
  unasked: seconds(60),
  /** How long it then leaves the session alone. Two attempts of another replica fit in. */
  handOver: seconds(20),
  /** After this time without an answer in a session, another one is opened: GitHub has then given this one up. */
  givenUp: seconds(90),
  /** An answer without news that comes sooner than this is followed by a wait, which doubles with each further one. */
  quickAnswer: seconds(1),
  /**
   * How long a runner that has ended counts although no event says that it had a job: the event may be late. After that, its
   * job counts as waiting until the next numbers come.
   */
  lateEvent: seconds(60),
  /**
   * After this time without numbers, while there are jobs, a new session asks for them: the message that the last job has ended may
   * never come. Less than `lostRunner`.
   */
  recount: minutes(10),
  /** How long a job is remembered whose runner was lost. GitHub counts it as running for 10 to 15 minutes. */
  lostRunner: minutes(20),
  /** Between two lists of the registered runners, to find those whose pods have ended. A third of AZP_REAP_MINUTES if that is less. */
  runners: minutes(5),
  /** How long closing the sessions may take when the scaler is asked to stop. Part of its grace period. */
  close: seconds(6),
} as const;

/** How KEDA polls the scaler. */
export const NUMBERS = {
  /** Between two polls of an entry's number. KEDA accepts no shorter interval (apis/keda/v1alpha1/scaledjob_types.go). */
  poll: seconds(1),
  /** How long KEDA waits for an answer. Less than the interval, so that a replica that hangs delays no poll. */
  answer: milliseconds(900),
} as const;
