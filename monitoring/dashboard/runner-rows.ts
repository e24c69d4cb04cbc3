import { SCALE_SET, SCALER } from '../../config/timings';
import { series } from '../metrics';
import { type Row, row } from './layout';
import { graph } from './panel';

/** What the scaler reports of runner pools, in addition to what it reports of all entries. */
export const RUNNER_ROWS: readonly Row[] = [
  row(
    8,
    graph({
      title: 'Sessions with GitHub',
      description:
        'Replicas of the scaler that have the session of the scale set: 1 for each runner pool. This row is empty without runner pools.',
      unit: 'short',
      queries: [{ expression: `sum by (entry) (${series('azp_scaler_session_held')})`, legend: '{{entry}}' }],
    }),
    graph({
      title: 'Age of the answer of GitHub',
      description: `Since GitHub last answered in the session. It answers at least every ${SCALE_SET.longPoll.seconds} s. Above ${SCALE_SET.longPoll.seconds + SCALER.stale.seconds} s, KEDA gets an error.`,
      unit: 's',
      queries: [{ expression: `min by (entry) (${series('azp_scaler_session_answer_age_seconds')})`, legend: '{{entry}}' }],
    }),
    graph({
      title: 'Jobs of runner pools',
      description: 'That GitHub counts for the scale set, waiting and running.',
      unit: 'short',
      queries: [{ expression: `max by (entry) (${series('azp_scaler_jobs_assigned')})`, legend: '{{entry}}' }],
    }),
    graph({
      title: 'Calls to GitHub',
      description:
        'Of the scaler within five minutes, by HTTP status; "none" means that there was no answer. One 401 in an hour is normal: a token has expired and is renewed.',
      unit: 'short',
      stacked: true,
      queries: [{ expression: `sum by (status) (increase(${series('azp_github_calls_total')}[5m])) > 0`, legend: '{{status}}' }],
    }),
  ),
  row(
    8,
    graph({
      title: 'Runners left behind and removed',
      description: 'Within the hour before. Their pods ended without removing them, for example because a node was lost.',
      unit: 'short',
      queries: [{ expression: `sum by (entry) (increase(${series('azp_scaler_runners_reaped_total')}[1h]))`, legend: '{{entry}}' }],
    }),
    graph({
      title: 'Sessions that were open elsewhere',
      description:
        'Attempts within five minutes, of all replicas. The replica without the session tries every ten seconds; if no replica has it, something else does.',
      unit: 'short',
      queries: [{ expression: `sum by (entry) (increase(${series('azp_scaler_session_conflicts_total')}[5m]))`, legend: '{{entry}}' }],
    }),
  ),
];
