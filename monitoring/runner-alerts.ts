import { SCALE_SET, SCALER, WARN } from '../config/timings';
import type { Trigger } from '../config/trigger';
import type { Alert } from './alert';
import type { Installation } from './installation';
import { series } from './metrics';
import { scalerDeployment } from './scaler-alerts';

/**
 * How many refused calls within ten minutes, for each runner pool, are no accident. A token that has expired is refused once, each
 * hour; a refused key at least twice a minute.
 */
const REFUSED_CALLS = 3;

export interface RunnerAlertOptions {
  readonly queueMinutes: number;
  /** Names of their ScaledJobs. Undefined: not known. */
  readonly runnerPools: readonly string[] | undefined;
  readonly trigger: Trigger | undefined;
  /** Whether the scaler knows when the token for GitHub expires. */
  readonly tokenExpiry: boolean;
  readonly installation: Installation;
}

/** The alerts about runner pools; none for a deployment without them. */
export function runnerAlerts({ queueMinutes, runnerPools, trigger, tokenExpiry, installation }: RunnerAlertOptions): readonly Alert[] {
  if (trigger === 'azure-pipelines' || runnerPools?.length === 0) return [];
  const deployment = scalerDeployment(installation.namespace);
  const held = series('azp_scaler_session_held');
  const ofRunners = `and on (entry) max by (entry) (${held}) >= 0`;
  const missing = (runnerPools ?? []).map((entry) => ` or absent(${series('azp_scaler_session_held', `entry="${entry}"`)})`);
  const begun = `sum by (entry) (increase(${series('azp_scaler_queue_to_job_seconds_bucket', 'le="+Inf"')}[${queueMinutes}m]))`;
  return [
    {
      name: 'ScaleSetWithoutSession',
      expression: `max by (entry) (${held}) == 0${missing.join('')}`,
      // A replica takes over within two minutes.
      forMinutes: 5,
      severity: 1,
      summary: 'No replica of the scaler has the session of the scale set of {{ $labels.entry }}: no runners are created',
      remedy: `Its log says why: kubectl logs ${deployment} --all-pods. If the session is open elsewhere, another deployment or program uses the same scale set: give it another name. If no replica runs, see why with kubectl describe.`,
    },
    {
      name: 'SessionStale',
      expression: `min by (entry) (${series('azp_scaler_session_answer_age_seconds')}) > ${SCALE_SET.longPoll.seconds + SCALER.stale.seconds}`,
      forMinutes: 5,
      severity: 1,
      summary: 'GitHub does not answer in the session of the scale set of {{ $labels.entry }}: no runners are created',
      remedy: `Is there an outage: https://www.githubstatus.com? The log of the scaler says what fails: kubectl logs ${deployment} --all-pods. Jobs that run are not affected.`,
    },
    {
      name: 'RunnerJobsWaitTooLong',
      expression: `(max by (entry) (${series('azp_scaler_jobs_waiting')}) > 0 unless on (entry) ${begun} > 0) ${ofRunners}`,
      forMinutes: queueMinutes,
      severity: 2,
      summary: `Jobs of {{ $labels.entry }} have waited for more than ${queueMinutes} minutes, and none has got a runner`,
      remedy:
        'Run npm run status. Look for pods that fail or are Pending, and for maxRunners. If pods end without a job, the log of their container registrar says why.',
    },
    {
      name: 'RunnerPoolAtMaximum',
      expression: `max by (entry) (${series('azp_scaler_held_back', 'reason="maximum"')}) > 0 ${ofRunners}`,
      forMinutes: 15,
      severity: 3,
      summary: 'Jobs of {{ $labels.entry }} have waited for 15 minutes because maxRunners is reached',
      remedy: `Raise runnerPools[].maxRunners, and ${installation.nodeLimit} with it, or let jobs take less time.`,
    },
    {
      name: 'GitHubRefuses',
      expression: `sum by (status) (increase(${series('azp_github_calls_total', 'status=~"401|403"')}[10m])) > ${REFUSED_CALLS} * scalar(count(count by (entry) (${held})))`,
      forMinutes: 5,
      severity: 1,
      summary: 'GitHub answers {{ $labels.status }} to the App or the token of the scaler',
      remedy: `401: the key or the token is wrong, revoked or has expired: make a new one and ${installation.renewGitHubCredential}. 403: a permission is missing, or there were too many calls. npm run doctor names the permission.`,
    },
    {
      name: 'GitHubThrottles',
      expression: `sum(increase(${series('azp_github_calls_total', 'status="429"')}[15m])) > 0`,
      forMinutes: 1,
      severity: 3,
      summary: 'GitHub answers 429 to the scaler: too many calls',
      remedy: 'Who else uses this App or token? Give the deployment one of its own. The scaler waits as long as GitHub asks for.',
    },
    ...(tokenExpiry ? [gitHubTokenExpires(installation)] : []),
  ];
}

const gitHubTokenExpires = ({ replaceGitHubToken }: Installation): Alert => ({
  name: 'GitHubTokenExpires',
  expression: `min(${series('azp_github_token_expires_timestamp_seconds')}) - time() < ${WARN.tokenExpiry.seconds}`,
  forMinutes: 15,
  severity: 2,
  summary: `The personal access token for GitHub expires within ${WARN.tokenExpiry.days} days`,
  remedy: replaceGitHubToken,
});
