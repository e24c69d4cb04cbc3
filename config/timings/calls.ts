import { minutes, seconds } from '../../lib/duration';

/** One call to a service. */
export const REQUEST = {
  /** The longest time for a call from a pod to Azure DevOps or Microsoft Entra ID. */
  azureDevOps: seconds(20),
  /** The longest time for a call from a pod to the Kubernetes API. */
  kubernetes: seconds(10),
  /** The cap on Retry-After. Azure DevOps counts calls in a sliding window of 5 minutes. */
  longestRetryAfter: minutes(10),
  /** The first wait before a call is retried. The wait doubles with each failure. */
  firstRetry: seconds(1),
  /** The longest wait before a call is retried. */
  longestRetry: seconds(30),
  /** How long a request to the placeholder's own server may take to arrive: it is one line and some headers. */
  arrival: seconds(5),
} as const;

/** Calls to GitHub, in addition to those of `REQUEST`. */
export const GITHUB_CALL = {
  /** The longest time for a call, but for a poll. */
  limit: seconds(20),
  /**
   * The longest time for a poll of a message queue. GitHub answers after about 50 seconds if there is no message
   * (actions/scaleset, README), and gives a session up that has not polled for about 90 seconds.
   */
  poll: seconds(75),
  /** A token that expires sooner than this is replaced before it is used. */
  tokenLeft: seconds(60),
  /** How far back the sign-in of a GitHub App is dated, in case the clocks differ. GitHub advises 60 seconds. */
  appSignInBack: seconds(60),
  /** How long the sign-in of a GitHub App holds from its date. GitHub accepts 10 minutes from now at most. */
  appSignIn: minutes(9),
  /** The first wait before a registration token is tried again that GitHub does not know yet. The wait doubles. */
  freshToken: seconds(1),
} as const;
