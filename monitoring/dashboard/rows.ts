import { WARN } from '../../config/timings';
import { days, minutes } from '../../lib/duration';
import { series, withPool } from '../metrics';
import { type Row, row } from './layout';
import { graph, stat } from './panel';
import { RUNNER_ROWS } from './runner-rows';
import { SCALER_ROWS } from './scaler-rows';

/** The agent pools that the reader has chosen. */
const POOL = 'pool=~"$pool"';
/** The agent pools that the reader has chosen, and the scaler, which reads them all. */
const POOL_OR_SCALER = 'pool=~"$pool|"';
const JOB = 'type="scaledjob"';

const quantile = (q: number) => ({
  expression: `histogram_quantile(${q}, sum by (le) (increase(${series('azp_queue_to_start_seconds_bucket', POOL)}[1h])))`,
  legend: `p${q * 100}`,
});

/** The current state. Two entries of one agent pool report the same jobs and agents, which must count once. */
const NOW = row(
  4,
  stat({
    title: 'Queue kept open',
    description: 'Whether every placeholder is registered and disabled. If not, jobs may fail immediately.',
    unit: 'bool_yes_no',
    queries: [{ expression: `min(${series('azp_placeholder_kept', POOL)})`, legend: 'kept' }],
    color: 'red',
    thresholds: [{ from: 1, color: 'green' }],
  }),
  stat({
    title: 'Waiting jobs',
    description: 'Jobs that no agent has received.',
    unit: 'short',
    queries: [{ expression: `sum(max by (pool) (${series('azp_jobs_queued', POOL)}))`, legend: 'queued' }],
    thresholds: [],
  }),
  stat({
    title: 'Oldest waiting job',
    description: 'By the clock of Azure DevOps. A new agent takes about half a minute, or several minutes if it needs a new node.',
    unit: 's',
    queries: [{ expression: `max(${series('azp_jobs_queued_oldest_seconds', POOL)})`, legend: 'age' }],
    thresholds: [
      { from: minutes(5).seconds, color: 'orange' },
      { from: WARN.queue.seconds, color: 'red' },
    ],
  }),
  stat({
    title: 'Age of the agent image',
    description: 'Since its packages were installed.',
    unit: 's',
    queries: [{ expression: `time() - min(${series('azp_image_built_timestamp_seconds', POOL)})`, legend: 'age' }],
    thresholds: [
      { from: days(21).seconds, color: 'orange' },
      { from: WARN.imageAge.seconds, color: 'red' },
    ],
  }),
);

const JOBS = row(
  8,
  graph({
    title: 'From the queue to an agent',
    description: 'How long the jobs had waited that an agent received within the hour before. Half of them waited no longer than p50.',
    unit: 's',
    queries: [0.5, 0.95, 0.99].map(quantile),
  }),
  graph({
    title: 'Jobs',
    description: 'Queued: no agent has received the job. Running: an agent has received it.',
    unit: 'short',
    queries: [
      { expression: `max by (pool) (${series('azp_jobs_queued', POOL)})`, legend: '{{pool}} queued' },
      { expression: `max by (pool) (${series('azp_jobs_running', POOL)})`, legend: '{{pool}} running' },
    ],
  }),
  graph({
    title: 'Jobs that have ended',
    description: 'Within the hour before, by result. Abandoned means that Azure DevOps has lost the agent.',
    unit: 'short',
    stacked: true,
    queries: [
      {
        expression: `sum by (result) (max by (pool, result) (increase(${series('azp_jobs_finished_total', POOL)}[1h]))) > 0`,
        legend: '{{result}}',
      },
    ],
  }),
);

const AGENTS = row(
  8,
  graph({
    title: 'Agents by state',
    description: 'As Azure DevOps lists them. The disabled agent is the placeholder. An agent that stays offline has lost its pod.',
    unit: 'short',
    stacked: true,
    queries: [{ expression: `sum by (state) (max by (pool, state) (${series('azp_agents', POOL)}))`, legend: '{{state}}' }],
  }),
  graph({
    title: 'Agent pods and their maximum',
    description: 'Pods that have not ended. At the maximum, further jobs wait.',
    unit: 'short',
    queries: [
      { expression: `sum by (pool) (${series('azp_pods', `${POOL},phase=~"Pending|Running"`)})`, legend: '{{pool}}' },
      { expression: `sum by (pool) (${series('azp_agents_maximum', POOL)})`, legend: '{{pool}} maximum' },
    ],
  }),
  graph({
    title: 'Pods that are Pending',
    description: 'By reason. Unschedulable: no node has room for the pod yet. ImagePullBackOff and errors do not go away by themselves.',
    unit: 'short',
    stacked: true,
    queries: [{ expression: `sum by (reason) (${series('azp_pods_pending', POOL)}) > 0`, legend: '{{reason}}' }],
  }),
);

const KEDA = row(
  8,
  graph({
    title: 'Errors of KEDA',
    description: 'Polls that failed within five minutes. While polls fail, KEDA creates no agents.',
    unit: 'short',
    queries: [{ expression: `sum by (scaledJob) (increase(${series('keda_scaled_job_errors_total')}[5m]))`, legend: '{{scaledJob}}' }],
  }),
  graph({
    title: 'Latency of the scaler',
    description:
      'How long KEDA waited for the answer to a poll: of Azure DevOps or, with keda.trigger metrics-api, of the scaler of this project.',
    unit: 's',
    queries: [{ expression: `max by (scaledObject) (${series('keda_scaler_metrics_latency_seconds', JOB)})`, legend: '{{scaledObject}}' }],
  }),
  graph({
    title: 'Delay of the scaling loop',
    description: 'How much later than planned KEDA polled the queue.',
    unit: 's',
    queries: [{ expression: `max by (resource) (${series('keda_internal_scale_loop_latency_seconds', JOB)})`, legend: '{{resource}}' }],
  }),
);

const AZURE_DEVOPS = row(
  8,
  graph({
    title: 'Calls to Azure DevOps',
    description:
      'Calls of the placeholders and of the scaler within five minutes, by HTTP status; "none" means that there was no answer. 401 and 203: wrong token. 429: too many calls.',
    unit: 'short',
    stacked: true,
    queries: [{ expression: `sum by (status) (increase(${series('azp_api_calls_total', POOL_OR_SCALER)}[5m])) > 0`, legend: '{{status}}' }],
  }),
  graph({
    title: 'Budget of calls that is left',
    description: 'Of 200 units in five minutes. Azure DevOps reports the rest of the budget only when little is left.',
    unit: 'short',
    queries: [{ expression: `min by (pool) (${withPool(series('azp_api_budget_left', POOL_OR_SCALER))})`, legend: '{{pool}}' }],
  }),
  graph({
    title: 'Agents left behind and deleted',
    description:
      'Within the hour before. Their pods ended without deregistering them, for example because a node was lost. If an agent was online without a pod, its key may have been stolen.',
    unit: 'short',
    queries: [
      { expression: `sum by (pool) (increase(${series('azp_agents_reaped_total', POOL)}[1h]))`, legend: '{{pool}}' },
      {
        expression: `sum by (pool) (increase(${series('azp_agents_without_pod_online_total', POOL)}[1h]))`,
        legend: '{{pool}}, online without a pod',
      },
    ],
  }),
);

export const ROWS: readonly Row[] = [NOW, JOBS, AGENTS, KEDA, AZURE_DEVOPS, ...SCALER_ROWS, ...RUNNER_ROWS];
