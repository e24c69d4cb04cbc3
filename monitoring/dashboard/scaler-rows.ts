import { SCALER } from '../../config/timings';
import { type MetricName, series } from '../metrics';
import { type Row, row } from './layout';
import { graph } from './panel';

/** Both replicas report the same entries, which must count once. */
const sumOf = (metric: MetricName): string => `sum(max by (entry) (${series(metric)}))`;

const byReason = (metric: MetricName): string => `sum by (reason) (max by (entry, reason) (${series(metric)})) > 0`;

const quantile = (q: number) => ({
  expression: `histogram_quantile(${q}, sum by (le) (increase(${series('azp_scaler_queue_to_job_seconds_bucket')}[1h])))`,
  legend: `p${q * 100}`,
});

const DECISIONS = row(
  8,
  graph({
    title: 'What the scaler decides',
    description:
      'All entries together; this row and the next one are empty with keda.trigger azure-pipelines. Wanted above running: KEDA has to create Jobs.',
    unit: 'short',
    queries: [
      { expression: sumOf('azp_scaler_jobs_waiting'), legend: 'jobs waiting' },
      { expression: sumOf('azp_scaler_wanted'), legend: 'agents wanted' },
      { expression: sumOf('azp_scaler_agents'), legend: 'agents running' },
      { expression: sumOf('azp_scaler_agents_on_their_way'), legend: 'agents on their way' },
      { expression: sumOf('azp_scaler_agents_warm_wanted'), legend: 'warm agents wanted' },
    ],
  }),
  graph({
    title: 'Jobs held back',
    description:
      'Waiting jobs that get no agent now. maximum: maxAgents is reached. parallel-jobs: the organisation may run no more jobs. cannot-start: pods cannot start.',
    unit: 'short',
    stacked: true,
    queries: [{ expression: byReason('azp_scaler_held_back'), legend: '{{reason}}' }],
  }),
  graph({
    title: 'From the queue to a Job',
    description: 'How long jobs had waited when KEDA created the Job of their agent, within the hour before.',
    unit: 's',
    queries: [0.5, 0.95, 0.99].map(quantile),
  }),
);

const HEALTH = row(
  8,
  graph({
    title: 'Answers to KEDA',
    description: 'Of both replicas, within five minutes, by reason. job and warm: KEDA was asked for Jobs.',
    unit: 'short',
    stacked: true,
    queries: [{ expression: `sum by (reason) (increase(${series('azp_scaler_decisions_total')}[5m])) > 0`, legend: '{{reason}}' }],
  }),
  graph({
    title: 'Age of the reading',
    description: `How old the last reading of the queues is, at the replica with the newest one, and how often they are read. Above ${SCALER.stale.seconds} s, or twice the interval, KEDA gets an error. The interval grows when the service asks for fewer calls.`,
    unit: 's',
    queries: [
      { expression: `min(${series('azp_scaler_snapshot_age_seconds')})`, legend: 'age' },
      { expression: `max(${series('azp_scaler_poll_seconds')})`, legend: 'interval' },
    ],
  }),
  graph({
    title: 'Parallel jobs',
    description: 'That the organisation has bought, and that agents outside of this deployment use.',
    unit: 'short',
    queries: [
      { expression: `max(${series('azp_scaler_parallel_jobs_bought')})`, legend: 'bought' },
      { expression: `max(${series('azp_scaler_parallel_jobs_others')})`, legend: 'used by others' },
    ],
  }),
  graph({
    title: 'Pods that cannot start',
    description: 'By reason. NoPod: a quota or an admission rule refused the pod. Attempts are made at growing intervals.',
    unit: 'short',
    stacked: true,
    queries: [{ expression: byReason('azp_scaler_cannot_start'), legend: '{{reason}}' }],
  }),
);

/** What the scaler reports, which a deployment has with keda.trigger `metrics-api`. */
export const SCALER_ROWS: readonly Row[] = [DECISIONS, HEALTH];
