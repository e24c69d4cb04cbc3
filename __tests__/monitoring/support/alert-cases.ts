type Labels = Readonly<Record<string, string>>;

/** Series by the minute, and the alerts that fire at a given time. */
export interface AlertCase {
  readonly alert: string;
  readonly what: string;
  /** Values minute by minute, in promtool's notation. */
  readonly series: Readonly<Record<string, string>>;
  /** The labels of the alerts that fire, by minute. */
  readonly at: Readonly<Record<number, readonly Labels[]>>;
}

const DAY = 24 * 3600;
const linux = { pool: 'linux' };
const kept = (entry: string) => `azp_placeholder_kept{pool="linux",entry="${entry}"}`;
const calls = (status: string) => `azp_api_calls_total{pool="linux",status="${status}"}`;
const withoutPod = (pod: string) => `azp_agents_without_pod_online_total{pool="linux",pod="${pod}"}`;
const ERRORS = 'keda_scaled_job_errors_total{scaledJob="team-linux",namespace="team-agents"}';
const pods = (phase: string, pod = 'a') => `azp_pods{pool="linux",pod="${pod}",phase="${phase}"}`;
const maximum = (pod = 'a') => `azp_agents_maximum{pool="linux",pod="${pod}"}`;

/** Cases for a deployment with the entries one and two, and a limit of 15 minutes for the queue. */
export const ALERT_CASES: readonly AlertCase[] = [
  {
    alert: 'PlaceholderMissing',
    what: 'somebody enabled or deleted the agent, and it does not come back',
    series: { [kept('one')]: '1x4 0x20', [kept('two')]: '1x30' },
    at: { 9: [], 12: [{ ...linux, entry: 'one' }] },
  },
  {
    alert: 'PlaceholderMissing',
    what: 'one of two pods is gone',
    series: { [kept('one')]: '1x4 _x20', [kept('two')]: '1x30' },
    at: { 4: [], 20: [{ entry: 'one' }] },
  },
  {
    alert: 'PlaceholderMissing',
    what: 'it is away for four minutes',
    series: { [kept('one')]: '1x4 0x3 1x20', [kept('two')]: '1x30' },
    at: { 8: [], 20: [] },
  },
  {
    alert: 'JobsWaitTooLong',
    what: 'a job waits from the first minute on',
    series: { 'azp_jobs_queued_oldest_seconds{pool="linux"}': '0+60x30', 'azp_jobs_queued_oldest_seconds{pool="windows"}': '0+30x30' },
    at: { 15: [], 18: [linux] },
  },
  {
    alert: 'JobsWaitTooLong',
    what: 'two entries of one agent pool see the same job',
    series: {
      'azp_jobs_queued_oldest_seconds{pool="linux",pod="a"}': '1000x30',
      'azp_jobs_queued_oldest_seconds{pool="linux",pod="b"}': '1000x30',
    },
    at: { 5: [linux] },
  },
  {
    alert: 'JobsWaitTooLong',
    what: 'nobody can tell',
    series: { 'azp_jobs_queued_oldest_seconds{pool="linux"}': '1000 _x30' },
    at: { 7: [] },
  },
  {
    alert: 'PoolAtMaximum',
    what: 'running and pending pods are as many as there may be',
    series: { [pods('Running')]: '3x40', [pods('Pending')]: '1x40', [pods('Succeeded')]: '9x40', [maximum()]: '4x40' },
    at: { 14: [], 16: [{ ...linux, pod: 'a' }] },
  },
  {
    alert: 'PoolAtMaximum',
    what: 'one of two entries of an agent pool has room, and the other now and then',
    series: {
      [pods('Running')]: '3x40',
      [pods('Succeeded')]: '9x40',
      [maximum()]: '4x40',
      [pods('Running', 'b')]: '4x12 3 4x27',
      [maximum('b')]: '4x40',
    },
    at: { 20: [], 30: [{ ...linux, pod: 'b' }] },
  },
  {
    alert: 'PodsPending',
    what: 'a pod finds no node',
    series: { 'azp_pods_pending_oldest_seconds{pool="linux"}': '0+60x20', 'azp_pods_pending_oldest_seconds{pool="windows"}': '240x20' },
    at: { 5: [], 8: [linux] },
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
    what: 'a poll fails, and much later another',
    series: { [ERRORS]: '0x4 1x9 2x40' },
    at: { 9: [], 12: [], 20: [] },
  },
  ...['203', '401', '403'].map((status) => ({
    alert: 'AzureDevOpsRefuses',
    what: `each round ends with ${status}`,
    series: { [calls(status)]: '0+1x30', [calls('200')]: '0+2x30' },
    at: { 9: [], 14: [{ ...linux, status }] },
  })),
  {
    alert: 'AzureDevOpsRefuses',
    what: 'errors of the server and the network',
    series: { [calls('503')]: '0+1x30', [calls('none')]: '0+1x30', [calls('401')]: '3x30' },
    at: { 20: [] },
  },
  {
    alert: 'AzureDevOpsThrottles',
    what: 'some calls are refused as too many',
    series: { [calls('429')]: '0x5 1 2x40' },
    at: { 4: [], 8: [linux], 40: [] },
  },
  { alert: 'AzureDevOpsThrottles', what: 'all is well', series: { [calls('200')]: '0+2x30' }, at: { 20: [] } },
  {
    alert: 'AgentWithoutPodOnline',
    what: 'one is seen, once, by one of two placeholders',
    series: { [withoutPod('a')]: '0x5 1x40', [withoutPod('b')]: '0x45' },
    at: { 4: [], 8: [linux], 40: [] },
  },
  {
    alert: 'AgentWithoutPodOnline',
    what: 'one was seen long ago, and the placeholder starts anew',
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
    at: { 10: [], 27: [linux] },
  },
  {
    alert: 'AgentImageOld',
    what: 'a new image comes within a quarter of an hour',
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
    at: { 10: [], 27: [linux] },
  },
  {
    alert: 'TokenExpires',
    what: 'it is new',
    series: { 'azp_token_expires_timestamp_seconds{pool="linux"}': `${90 * DAY}x60` },
    at: { 40: [] },
  },
];
