import type { AlertCase } from './alert-case';
import { RUNNER_ALERT_CASES } from './runner-alert-cases';

const DAY = 24 * 3600;
const LINUX = { pool: 'linux' };
const kept = (entry: string) => `azp_placeholder_kept{pool="linux",entry="${entry}"}`;
const calls = (status: string) => `azp_api_calls_total{pool="linux",status="${status}"}`;
const withoutPod = (pod: string) => `azp_agents_without_pod_online_total{pool="linux",pod="${pod}"}`;
const ERRORS = 'keda_scaled_job_errors_total{scaledJob="team-linux",namespace="team-agents"}';
const pods = (phase: string, pod = 'a') => `azp_pods{pool="linux",pod="${pod}",phase="${phase}"}`;
const maximum = (pod = 'a') => `azp_agents_maximum{pool="linux",pod="${pod}"}`;

const age = (pod = 'a') => `azp_scaler_snapshot_age_seconds{pod="${pod}"}`;
const poll = (pod = 'a') => `azp_scaler_poll_seconds{pod="${pod}"}`;
const scalerCalls = (status: string, pod = 'a') => `azp_api_calls_total{status="${status}",pod="${pod}"}`;
const held = (reason: string, entry = 'one', pod = 'a') => `azp_scaler_held_back{entry="${entry}",reason="${reason}",pod="${pod}"}`;
const stuck = (reason: string, pod = 'a') => `azp_scaler_cannot_start{entry="one",reason="${reason}",pod="${pod}"}`;

/**
 * The cases are for the alerts of a deployment with a scaler, the entries `one` and `two`, the runner pool `gh` and a limit of 15 minutes for waiting
 * jobs.
 */
export const ALERT_CASES: readonly AlertCase[] = [
  {
    alert: 'PlaceholderMissing',
    what: 'the placeholder was enabled or deleted, and does not return',
    series: { [kept('one')]: '1x4 0x20', [kept('two')]: '1x30' },
    at: { 9: [], 12: [{ ...LINUX, entry: 'one' }] },
  },
  {
    alert: 'PlaceholderMissing',
    what: 'one of two placeholder pods is gone',
    series: { [kept('one')]: '1x4 _x20', [kept('two')]: '1x30' },
    at: { 4: [], 20: [{ entry: 'one' }] },
  },
  {
    alert: 'PlaceholderMissing',
    what: 'the placeholder is missing for four minutes',
    series: { [kept('one')]: '1x4 0x3 1x20', [kept('two')]: '1x30' },
    at: { 8: [], 20: [] },
  },
  {
    alert: 'JobsWaitTooLong',
    what: 'a job waits from the first minute',
    series: { 'azp_jobs_queued_oldest_seconds{pool="linux"}': '0+60x30', 'azp_jobs_queued_oldest_seconds{pool="windows"}': '0+30x30' },
    at: { 15: [], 18: [LINUX] },
  },
  {
    alert: 'JobsWaitTooLong',
    what: 'two entries of one agent pool report the same job',
    series: {
      'azp_jobs_queued_oldest_seconds{pool="linux",pod="a"}': '1000x30',
      'azp_jobs_queued_oldest_seconds{pool="linux",pod="b"}': '1000x30',
    },
    at: { 5: [LINUX] },
  },
  {
    alert: 'JobsWaitTooLong',
    what: 'the metric is missing',
    series: { 'azp_jobs_queued_oldest_seconds{pool="linux"}': '1000 _x30' },
    at: { 7: [] },
  },
  {
    alert: 'PoolAtMaximum',
    what: 'as many pods run or are Pending as the maximum allows',
    series: { [pods('Running')]: '3x40', [pods('Pending')]: '1x40', [pods('Succeeded')]: '9x40', [maximum()]: '4x40' },
    at: { 14: [], 16: [{ ...LINUX, pod: 'a' }] },
  },
  {
    alert: 'PoolAtMaximum',
    what: 'one entry of an agent pool is always below its maximum, the other for one minute',
    series: {
      [pods('Running')]: '3x40',
      [pods('Succeeded')]: '9x40',
      [maximum()]: '4x40',
      [pods('Running', 'b')]: '4x12 3 4x27',
      [maximum('b')]: '4x40',
    },
    at: { 20: [], 30: [{ ...LINUX, pod: 'b' }] },
  },
  {
    alert: 'PodsPending',
    what: 'a pod finds no node',
    series: { 'azp_pods_pending_oldest_seconds{pool="linux"}': '0+60x20', 'azp_pods_pending_oldest_seconds{pool="windows"}': '240x20' },
    at: { 5: [], 8: [LINUX] },
  },
  {
    alert: 'PodsPending',
    what: 'pods come and go',
    series: { 'azp_pods_pending_oldest_seconds{pool="linux"}': '0 60 120 180 240 0 60 120 180 240 0x10' },
    at: { 5: [], 10: [] },
  },
  { alert: 'ScalerFails', what: 'each poll fails', series: { [ERRORS]: '0+6x40' }, at: { 9: [], 14: [{ scaledJob: 'team-linux' }] } },
  {
    alert: 'ScalerFails',
    what: 'one poll fails, and another one much later',
    series: { [ERRORS]: '0x4 1x9 2x40' },
    at: { 9: [], 12: [], 20: [] },
  },
  ...['203', '401', '403'].map((status) => ({
    alert: 'AzureDevOpsRefuses',
    what: `each round ends with ${status}`,
    series: { [calls(status)]: '0+1x30', [calls('200')]: '0+2x30' },
    at: { 9: [], 14: [{ ...LINUX, status }] },
  })),
  {
    alert: 'AzureDevOpsRefuses',
    what: 'the server or the network fails',
    series: { [calls('503')]: '0+1x30', [calls('none')]: '0+1x30', [calls('401')]: '3x30' },
    at: { 20: [] },
  },
  {
    alert: 'AzureDevOpsThrottles',
    what: 'the service throttles some calls',
    series: { [calls('429')]: '0x5 1 2x40' },
    at: { 4: [], 8: [LINUX], 40: [] },
  },
  { alert: 'AzureDevOpsThrottles', what: 'all calls succeed', series: { [calls('200')]: '0+2x30' }, at: { 20: [] } },
  {
    alert: 'AgentWithoutPodOnline',
    what: 'one of two placeholders reports such an agent once',
    series: { [withoutPod('a')]: '0x5 1x40', [withoutPod('b')]: '0x45' },
    at: { 4: [], 8: [LINUX], 40: [] },
  },
  {
    alert: 'AgentWithoutPodOnline',
    what: 'such an agent was reported long ago, and the placeholder restarts',
    series: { [withoutPod('a')]: '3x20 0x20' },
    at: { 10: [], 30: [] },
  },
  {
    alert: 'AgentImageOld',
    what: 'thirty days pass',
    series: {
      'azp_image_built_timestamp_seconds{pool="linux"}': `${600 - 30 * DAY}x60`,
      'azp_image_built_timestamp_seconds{pool="windows"}': `${-29 * DAY}x60`,
    },
    at: { 10: [], 27: [LINUX] },
  },
  {
    alert: 'AgentImageOld',
    what: 'a new image is deployed within a quarter of an hour',
    series: { 'azp_image_built_timestamp_seconds{pool="linux"}': `${-31 * DAY}x9 ${-DAY}x60` },
    at: { 20: [], 40: [] },
  },
  {
    alert: 'TokenExpires',
    what: 'fourteen days are left',
    series: {
      'azp_token_expires_timestamp_seconds{pool="linux"}': `${600 + 14 * DAY}x60`,
      'azp_token_expires_timestamp_seconds{pool="windows"}': `${15 * DAY}x60`,
    },
    at: { 10: [], 27: [LINUX] },
  },
  {
    alert: 'TokenExpires',
    what: 'the token is new',
    series: { 'azp_token_expires_timestamp_seconds{pool="linux"}': `${90 * DAY}x60` },
    at: { 40: [] },
  },
  {
    alert: 'AzureDevOpsRefuses',
    what: 'only the scaler is refused, whose calls are for all agent pools',
    series: { [scalerCalls('401')]: '0+30x30', [scalerCalls('401', 'b')]: '0+30x30', [calls('200')]: '0+2x30' },
    at: { 9: [], 14: [{ pool: 'all (scaler)', status: '401' }] },
  },
  {
    alert: 'AzureDevOpsThrottles',
    what: 'the service throttles one replica of the scaler',
    series: { [scalerCalls('429')]: '0x5 1x40', [scalerCalls('429', 'b')]: '0x45', [calls('429')]: '0x45' },
    at: { 4: [], 8: [{ pool: 'all (scaler)' }], 40: [] },
  },
  {
    alert: 'ScalerStale',
    what: 'no replica can read the queues',
    series: { [age()]: '1x4 60+60x20', [poll()]: '2x30', [age('b')]: '1x4 60+60x20', [poll('b')]: '2x30' },
    at: { 9: [], 12: [{}] },
  },
  {
    alert: 'ScalerStale',
    what: 'one of two replicas can read the queues',
    series: { [age()]: '1x4 60+60x20', [poll()]: '2x30', [age('b')]: '1x30', [poll('b')]: '2x30' },
    at: { 20: [] },
  },
  {
    alert: 'ScalerStale',
    what: 'Azure DevOps has asked for one call a minute',
    series: { [age()]: '1x4 50x26', [poll()]: '2x4 60x26' },
    at: { 20: [] },
  },
  { alert: 'ScalerStale', what: 'both replicas are gone', series: { [age()]: '1x4 _x20', [poll()]: '2x4 _x20' }, at: { 4: [], 20: [{}] } },
  {
    alert: 'ScalerStale',
    what: 'the scaler is gone for four minutes',
    series: { [age()]: '1x4 _x3 1x20', [poll()]: '2x4 _x3 2x20' },
    at: { 8: [], 20: [] },
  },
  {
    alert: 'ParallelJobsHoldBack',
    what: 'both replicas hold back jobs of one entry, and none of the other',
    series: {
      [held('parallel-jobs')]: '0x4 3x30',
      [held('parallel-jobs', 'one', 'b')]: '0x4 2x30',
      [held('parallel-jobs', 'two')]: '0x34',
      [held('maximum', 'two')]: '5x34',
    },
    at: { 14: [], 16: [{ entry: 'one' }] },
  },
  {
    alert: 'ParallelJobsHoldBack',
    what: 'jobs are held back for some minutes at a time',
    series: { [held('parallel-jobs')]: '0x4 3x8 0 3x8 0x10' },
    at: { 12: [], 22: [] },
  },
  {
    alert: 'PodsCannotStart',
    what: 'each attempt fails, and none counts while the next one starts',
    series: { [stuck('ImagePullBackOff')]: '_x4 1 stale _ 1 1 stale _ 1x2 stale _ 1x30', [stuck('ImagePullBackOff', 'b')]: '_x45' },
    at: { 12: [], 17: [{ entry: 'one', reason: 'ImagePullBackOff' }] },
  },
  {
    alert: 'PodsCannotStart',
    what: 'one pod could not start, and the next one could',
    series: { [stuck('NoPod')]: '_x4 1 1 stale _x40' },
    at: { 8: [], 20: [] },
  },
  ...RUNNER_ALERT_CASES,
];
