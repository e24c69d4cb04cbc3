import type { AlertCase } from './alert-case';

const held = (reason: string, entry = 'one', pod = 'a') => `azp_scaler_held_back{entry="${entry}",reason="${reason}",pod="${pod}"}`;
const session = (pod = 'a') => `azp_scaler_session_held{entry="gh",pod="${pod}"}`;
const answer = (pod = 'a') => `azp_scaler_session_answer_age_seconds{entry="gh",pod="${pod}"}`;
const gitHubCalls = (status: string, pod = 'a') => `azp_github_calls_total{status="${status}",pod="${pod}"}`;
const waiting = (entry: string) => `azp_scaler_jobs_waiting{entry="${entry}",pod="a"}`;
const begun = (entry: string) => `azp_scaler_queue_to_job_seconds_bucket{entry="${entry}",pod="a",le="+Inf"}`;
const tokenExpires = (pod = 'a') => `azp_github_token_expires_timestamp_seconds{pod="${pod}"}`;
const DAY = 24 * 3600;
const GH = { entry: 'gh' };

/** Cases of the runner pool `gh`, next to entries of agent pools. */
export const RUNNER_ALERT_CASES: readonly AlertCase[] = [
  {
    alert: 'ScaleSetWithoutSession',
    what: 'one replica has lost the session, and the other cannot open it',
    series: { [session()]: '1x4 0x30', [session('b')]: '0x34' },
    at: { 8: [], 12: [GH] },
  },
  {
    alert: 'ScaleSetWithoutSession',
    what: 'the other replica takes over within two minutes',
    series: { [session()]: '1x4 0x30', [session('b')]: '0x6 1x28' },
    at: { 12: [], 20: [] },
  },
  { alert: 'ScaleSetWithoutSession', what: 'both replicas are gone', series: { [session()]: '1x4 _x30' }, at: { 4: [], 20: [GH] } },
  {
    alert: 'SessionStale',
    what: 'GitHub does not answer, and the session stays open',
    series: { [answer()]: '20x4 60+60x30' },
    at: { 8: [], 14: [GH] },
  },
  { alert: 'SessionStale', what: 'each poll waits for news', series: { [answer()]: '49x30' }, at: { 20: [] } },
  {
    alert: 'RunnerJobsWaitTooLong',
    what: 'jobs wait, and no pod registers a runner; those of an agent pool have alerts of their own',
    series: { [session()]: '1x60', [waiting('gh')]: '0x4 2x55', [waiting('one')]: '2x60', [begun('gh')]: '3x60', [begun('one')]: '3x60' },
    at: { 15: [], 21: [GH] },
  },
  {
    alert: 'RunnerJobsWaitTooLong',
    what: 'there are always waiting jobs, and each gets its runner',
    series: { [session()]: '1x60', [waiting('gh')]: '2x60', [begun('gh')]: '0+1x60' },
    at: { 40: [] },
  },
  {
    alert: 'RunnerPoolAtMaximum',
    what: 'maxRunners is reached, and maxAgents of an agent pool too',
    series: { [session()]: '1x40', [held('maximum', 'gh')]: '0x4 3x40', [held('maximum', 'one')]: '3x44' },
    at: { 18: [], 21: [GH] },
  },
  {
    alert: 'RunnerPoolAtMaximum',
    what: 'maxRunners is reached for some minutes',
    series: { [session()]: '1x40', [held('maximum', 'gh')]: '0x4 3x8 0x30' },
    at: { 12: [], 25: [] },
  },
  ...['401', '403'].map((status) => ({
    alert: 'GitHubRefuses',
    what: `each attempt to open a session ends with ${status}`,
    series: { [session()]: '0x40', [gitHubCalls(status)]: '0x4 0+2x36' },
    at: { 4: [], 20: [{ status }] },
  })),
  {
    alert: 'GitHubRefuses',
    what: 'a token expires in each hour and is renewed',
    series: { [session()]: '1x90', [gitHubCalls('401')]: '0x20 1x50 2x20', [gitHubCalls('200')]: '0+1x90' },
    at: { 25: [], 75: [] },
  },
  {
    alert: 'GitHubThrottles',
    what: 'GitHub throttles one replica',
    series: { [gitHubCalls('429')]: '0x5 1x40', [gitHubCalls('429', 'b')]: '0x45' },
    at: { 4: [], 8: [{}], 40: [] },
  },
  {
    alert: 'GitHubTokenExpires',
    what: 'fourteen days are left',
    series: { [tokenExpires()]: `${600 + 14 * DAY}x60`, [tokenExpires('b')]: `${600 + 14 * DAY}x60` },
    at: { 20: [], 27: [{}] },
  },
  {
    alert: 'GitHubTokenExpires',
    what: 'the token is new, and the token of agent pools has its own alert',
    series: { [tokenExpires()]: `${90 * DAY}x60`, 'azp_token_expires_timestamp_seconds{pool="linux"}': `${DAY}x60` },
    at: { 40: [] },
  },
];
