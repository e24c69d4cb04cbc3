import { days, minutes, seconds } from '../../lib/duration';

/** When operators are warned, by alerts, `npm run status` or `npm run doctor`. Alerts and commands share each threshold. */
export const WARN = {
  /** A job has waited in the queue for longer than this. Default of the option `monitoring.queueMinutes`. */
  queue: minutes(15),
  /** A pod has been Pending for longer than this. By then a node should exist and the image should be pulled. */
  podPending: minutes(5),
  /** The token expires sooner than this. */
  tokenExpiry: days(14),
  /** The agent image is older than this. It then lacks a month of security updates. */
  imageAge: days(30),
  /** AKS ends its support of the Kubernetes version sooner than this. An existing cluster is raised by one minor version at a time. */
  kubernetesSupport: days(90),
} as const;

/** The commands of operators: `npm run doctor`, `npm run status` and `npm run load-test`. */
export const OPERATE = {
  /** One call to Azure DevOps or to the cluster, sign-in included; one run of a program by `status` or `load-test`. */
  call: seconds(10),
  /** How long a token of the Azure CLI is used. It returns no token that has less than 5 minutes left. */
  tokenUse: minutes(4),
  /** One check of the doctor. */
  check: seconds(12),
  /** All checks of the doctor together. With its start and its end, the doctor takes 15 seconds at most. */
  doctor: seconds(14),
  /** Between two screens of `status`. Default of its option `--watch`. */
  watch: seconds(10),
  /** A decision in the scaler's log that is older than this does not count. The scaler logs each one at least every `SCALER.repeatLog`. */
  decision: minutes(6),
  /** How often the load test reads the state of its run. Default of its option `--every`. */
  loadTestPoll: seconds(5),
  /** When the load test cancels its run. Default of its option `--timeout`. */
  loadTest: minutes(60),
  /** From the end of the last job until the load test counts agents left behind. Default of its option `--leftovers-after`. */
  leftovers: seconds(120),
  /** How far the clocks of this machine and of GitHub may differ: how much earlier than now the load test looks for its run. */
  clocks: minutes(10),
  /** How long Azure DevOps or GitHub may be unreachable before the load test gives up. */
  outage: minutes(2),
} as const;
