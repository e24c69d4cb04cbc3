/** What the placeholder shows, of which dashboard and alerts make use; docs/placeholder.md explains each. */
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

/**
 * What KEDA's operator shows, likewise (pkg/metricscollector/prommetrics.go of KEDA 2.18 to 2.20). The label that names
 * the ScaledJob is `scaledObject` in that of the scaler. keda_scaler_detail_errors_total is of no use: for a ScaledJob it
 * counts no error (getScaledJobMetrics in pkg/scaling/scale_handler.go).
 */
export const KEDA_METRICS = [
  'keda_internal_scale_loop_latency_seconds',
  'keda_scaled_job_errors_total',
  'keda_scaler_metrics_latency_seconds',
] as const;

export type MetricName = (typeof PLACEHOLDER_METRICS)[number] | (typeof KEDA_METRICS)[number];

/** A metric's series, by its labels; a name that nobody shows does not compile. */
export function series(name: MetricName, selector = ''): string {
  return selector === '' ? name : `${name}{${selector}}`;
}

/** The metrics that an expression names. */
export function metricsIn(expression: string): readonly string[] {
  return [...new Set(expression.match(/\b(?:azp|keda)_[a-z_]+/g))];
}
