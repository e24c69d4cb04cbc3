/** The metrics of the placeholder that the dashboard and the alerts use. docs/placeholder.md explains each. */
export const PLACEHOLDER_METRICS = [
  'azp_agents',
  'azp_agents_maximum',
  'azp_agents_reaped_total',
  'azp_agents_without_pod_online_total',
  'azp_api_budget_left',
  'azp_api_calls_total',
  'azp_image_built_timestamp_seconds',
  'azp_jobs_finished_total',
  'azp_jobs_queued',
  'azp_jobs_queued_oldest_seconds',
  'azp_jobs_running',
  'azp_placeholder_kept',
  'azp_pods',
  'azp_pods_pending',
  'azp_pods_pending_oldest_seconds',
  'azp_queue_to_start_seconds_bucket',
  'azp_token_expires_timestamp_seconds',
] as const;

/** The metrics of the scaler that the dashboard and the alerts use. docs/scaler.md explains each. */
export const SCALER_METRICS = [
  'azp_api_budget_left',
  'azp_api_calls_total',
  'azp_scaler_agents',
  'azp_scaler_agents_on_their_way',
  'azp_scaler_agents_warm_wanted',
  'azp_scaler_cannot_start',
  'azp_scaler_decisions_total',
  'azp_scaler_held_back',
  'azp_scaler_jobs_waiting',
  'azp_scaler_parallel_jobs_bought',
  'azp_scaler_parallel_jobs_others',
  'azp_scaler_poll_seconds',
  'azp_scaler_queue_to_job_seconds_bucket',
  'azp_scaler_snapshot_age_seconds',
  'azp_scaler_wanted',
] as const;

/** The metrics that the scaler has in addition with runner pools. docs/scaler.md explains each. */
export const RUNNER_METRICS = [
  'azp_github_calls_total',
  'azp_scaler_jobs_assigned',
  'azp_scaler_runners_reaped_total',
  'azp_scaler_session_answer_age_seconds',
  'azp_scaler_session_conflicts_total',
  'azp_scaler_session_held',
] as const;

/** The metrics that the scaler has in addition if the day is known on which the token for GitHub expires. */
export const GITHUB_TOKEN_METRICS = ['azp_github_token_expires_timestamp_seconds'] as const;

/**
 * The metrics of KEDA's operator that the dashboard and the alerts use (pkg/metricscollector/prommetrics.go of KEDA 2.18 to 2.21). In the metric of
 * the scaler, the label with the name of the ScaledJob is `scaledObject`. keda_scaler_detail_errors_total is not used: it
 * counts no errors of ScaledJobs (getScaledJobMetrics in pkg/scaling/scale_handler.go).
 */
export const KEDA_METRICS = [
  'keda_internal_scale_loop_latency_seconds',
  'keda_scaled_job_errors_total',
  'keda_scaler_metrics_latency_seconds',
] as const;

export type MetricName = (
  | typeof PLACEHOLDER_METRICS
  | typeof SCALER_METRICS
  | typeof RUNNER_METRICS
  | typeof GITHUB_TOKEN_METRICS
  | typeof KEDA_METRICS
)[number];

/** The series of a metric with these labels. A metric that does not exist does not compile. */
export function series(name: MetricName, selector = ''): string {
  return selector === '' ? name : `${name}{${selector}}`;
}

/**
 * Gives series without the label `pool` another value of it. The scaler reads all agent pools, so its calls have no such label,
 * and its identity has one budget for all of them.
 */
export const withPool = (expression: string): string => `label_replace(${expression}, "pool", "all (scaler)", "pool", "")`;

/** The names of the metrics in an expression. */
export function metricsIn(expression: string): readonly string[] {
  return [...new Set(expression.match(/\b(?:azp|keda)_[a-z_]+/g))];
}
