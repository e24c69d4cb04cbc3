import { WARN } from '../config/timings';
import type { Trigger } from '../config/trigger';
import type { Alert } from './alert';
import { failedPoll } from './failed-poll';
import { BY_TERRAFORM, type Installation } from './installation';
import { series, withPool } from './metrics';
import { runnerAlerts } from './runner-alerts';
import { scalerAlerts } from './scaler-alerts';

export type { Alert } from './alert';

export interface AlertOptions {
  /** Minutes that a job may wait in the queue before an alert fires. @default 15 */
  readonly queueMinutes?: number;
  /**
   * Names of the ScaledJobs that must each have a placeholder; none without agent pools. Needs the label `entry`, which
   * `scrapeConfig` adds. @default - there must be at least one placeholder
   */
  readonly entries?: readonly string[];
  /** Names of the ScaledJobs of runner pools. @default - not known: their alerts are there, and do not report a scaler that is gone */
  readonly runnerPools?: readonly string[];
  /** Whether the scaler knows when the token for GitHub expires. @default - not known: its alert is there */
  readonly gitHubTokenExpiry?: boolean;
  /** Who counts the jobs in the queue. @default - not known: all alerts, except that a scaler that is gone is not reported */
  readonly trigger?: Trigger;
  /** How the agents were installed, for what the remedies say. @default - by the stacks of this project */
  readonly installation?: Installation;
}

/** All alerts. For each alert, one unit test shows that it fires, and another that it does not. */
export function alerts(options: AlertOptions = {}): readonly Alert[] {
  const {
    queueMinutes = WARN.queue.minutes,
    entries,
    runnerPools,
    gitHubTokenExpiry = true,
    trigger,
    installation = BY_TERRAFORM,
  } = options;
  const { namespace, nodeLimit } = installation;
  // Without a scaler, every series of calls has the label `pool`.
  const labelled = trigger === 'azure-pipelines' ? (expression: string) => expression : withPool;
  const missing = entries?.map((entry) => `entry="${entry}"`) ?? [''];
  return [
    {
      name: 'PlaceholderMissing',
      expression: [
        `${series('azp_placeholder_kept')} == 0`,
        ...missing.map((each) => `absent(${series('azp_placeholder_kept', each)})`),
      ].join(' or '),
      forMinutes: 5,
      severity: 1,
      summary: 'Jobs may fail at once: no placeholder keeps the queue open: agent pool "{{ $labels.pool }}", entry "{{ $labels.entry }}"',
      remedy: `Read the log of the placeholder: kubectl logs --namespace ${namespace} deployment/<name>-<entry>-placeholder. If there is no such pod, see why with kubectl describe.`,
    },
    {
      name: 'JobsWaitTooLong',
      expression: `max by (pool) (${series('azp_jobs_queued_oldest_seconds')}) > ${queueMinutes * 60}`,
      forMinutes: 1,
      severity: 2,
      summary: `A job of agent pool {{ $labels.pool }} has waited for more than ${queueMinutes} minutes`,
      remedy:
        'Run npm run status. Look for pods that are Pending, a pool at its maximum, errors of KEDA, and whether your organisation has as many parallel jobs.',
    },
    {
      name: 'PoolAtMaximum',
      expression: `sum without (phase) (${series('azp_pods', 'phase=~"Pending|Running"')}) >= ${series('azp_agents_maximum')}`,
      forMinutes: 15,
      severity: 3,
      summary: 'Agent pool {{ $labels.pool }} has had as many agents as it may for 15 minutes',
      remedy: `Jobs beyond maxAgents wait. Raise agentPools[].maxAgents, and ${nodeLimit} with it, or let jobs take less time.`,
    },
    {
      name: 'PodsPending',
      expression: `max by (pool) (${series('azp_pods_pending_oldest_seconds')}) > ${WARN.podPending.seconds}`,
      forMinutes: 1,
      severity: 2,
      summary: `An agent pod for agent pool {{ $labels.pool }} has been Pending for more than ${WARN.podPending.minutes} minutes`,
      remedy: `azp_pods_pending says why. Unschedulable: no node has room, see ${nodeLimit} and the vCPU quota. ImagePullBackOff: can the cluster pull the image? Else kubectl describe the pod.`,
    },
    {
      name: 'ScalerFails',
      // Counts failed polls, and scalers that cannot be created, for example because the token was wrong from the start.
      expression: `sum by (scaledJob) (increase(${series('keda_scaled_job_errors_total')}[5m])) > 0`,
      forMinutes: 10,
      severity: 1,
      ...failedPoll(trigger, installation),
    },
    {
      name: 'AzureDevOpsRefuses',
      expression: `sum by (pool, status) (${labelled(`increase(${series('azp_api_calls_total', 'status=~"203|401|403"')}[5m])`)}) > 0`,
      forMinutes: 10,
      severity: 1,
      summary: 'Azure DevOps answers {{ $labels.status }} to the token or identity for agent pool {{ $labels.pool }}',
      remedy: `203 and 401: the token is wrong or has expired, make a new one and ${installation.renewAzureDevOpsToken}. 403: it lacks the scope Agent Pools (Read & manage), or its user is not Administrator of the agent pool.`,
    },
    {
      name: 'AzureDevOpsThrottles',
      expression: `sum by (pool) (${labelled(`increase(${series('azp_api_calls_total', 'status="429"')}[15m])`)}) > 0`,
      forMinutes: 1,
      severity: 3,
      summary: 'Azure DevOps answers 429 for agent pool {{ $labels.pool }}: too many calls',
      remedy:
        'Who else uses this identity? Usage in the organisation settings says so. Give agents an identity of their own, or raise agentPools[].pollingSeconds.',
    },
    {
      name: 'AgentWithoutPodOnline',
      expression: `sum by (pool) (increase(${series('azp_agents_without_pod_online_total')}[15m])) > 0`,
      forMinutes: 1,
      severity: 2,
      summary: 'An agent of agent pool {{ $labels.pool }} was online while its pod had ended',
      remedy: `The log of the placeholder names it and its job request: kubectl logs --namespace ${namespace} deployment/<name>-<entry>-placeholder. It is disabled and deleted by itself. A container that was killed, such as for its memory, leaves its agent online for some minutes. Without that, the job has taken the key of its agent elsewhere: see who changed its pipeline.`,
    },
    {
      name: 'AgentImageOld',
      expression: `time() - max by (pool) (${series('azp_image_built_timestamp_seconds')}) > ${WARN.imageAge.seconds}`,
      forMinutes: 15,
      severity: 4,
      summary: `The agent image of agent pool {{ $labels.pool }} is older than ${WARN.imageAge.days} days`,
      remedy: `Its packages lack a month of security updates. ${installation.renewImage}`,
    },
    {
      name: 'TokenExpires',
      expression: `min by (pool) (${series('azp_token_expires_timestamp_seconds')}) - time() < ${WARN.tokenExpiry.seconds}`,
      forMinutes: 15,
      severity: 2,
      summary: `The personal access token of agent pool {{ $labels.pool }} expires within ${WARN.tokenExpiry.days} days`,
      remedy: installation.replaceAzureDevOpsToken,
    },
    // Without agent pools, no queue is read.
    ...scalerAlerts(trigger, { readsQueues: entries === undefined || entries.length > 0, namespace }),
    ...runnerAlerts({ queueMinutes, runnerPools, trigger, tokenExpiry: gitHubTokenExpiry, installation }),
  ];
}
