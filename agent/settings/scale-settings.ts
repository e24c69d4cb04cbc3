import { SCALER_SERVER } from '../../config/pod-contract';
import { readEntries, type WrittenAgentPool, type WrittenEntry } from '../../config/scaler-entries';
import { PLACEHOLDER, POLLING } from '../../config/timings';
import type { KubernetesApi } from '../kubernetes/kubernetes-api';
import { type Auth, readAuth } from './auth-settings';
import { type GitHubSettings, readGitHub } from './github-settings';
import { InputReader, type MutableEnvironment } from './input-reader';
import { readKubernetes } from './kubernetes-settings';
import type { AgentPoolEntry, ParallelJobsOption, RunnerPoolEntry } from './scaler-entry';

/** The entries of `agentPools`, and how to read their queues. */
export interface AgentPoolsSettings {
  /** URL of the organisation, without a trailing slash. */
  readonly url: string;
  readonly auth: Auth;
  /** In order of preference. */
  readonly entries: readonly AgentPoolEntry[];
  /** The image of new agents. */
  readonly image: string;
  /** Between two reads of a queue. */
  readonly pollMs: number;
  readonly parallelJobs: ParallelJobsOption;
}

/** The entries of `runnerPools`, and how to sign in to GitHub. */
export interface RunnerPoolsSettings {
  readonly gitHub: GitHubSettings;
  readonly entries: readonly RunnerPoolEntry[];
  /** The image of new runners; undefined if it is not known. */
  readonly image: string | undefined;
  /** How long a runner must have been without its pod before it is removed, in milliseconds. */
  readonly reapAfterMs: number;
  /** When the token for GitHub expires, in milliseconds since 1970; undefined if not set. Only exposed as a metric. */
  readonly tokenExpiresAt: number | undefined;
}

export interface ScaleSettings {
  /** Undefined without such entries. */
  readonly agentPools: AgentPoolsSettings | undefined;
  /** Undefined without such entries. */
  readonly runnerPools: RunnerPoolsSettings | undefined;
  readonly kubernetes: KubernetesApi;
  readonly ports: { readonly health: number; readonly numbers: number; readonly agents: number };
}

export function readScaleSettings(env: MutableEnvironment): ScaleSettings {
  const input = new InputReader(env);
  const kubernetes = readKubernetes(input);
  if (kubernetes === undefined) input.missing('AZP_NAMESPACE; "scale" runs only in Kubernetes');
  const entries = readServedEntries(input);
  const runnerPools = entries.filter((entry) => 'scaleSet' in entry);
  const agentPools = entries.filter((entry) => 'pool' in entry);
  return input.finish('scale', {
    // Also if there is no entry at all, to report all problems together.
    agentPools: agentPools.length === 0 && runnerPools.length > 0 ? undefined : readAgentPools(input, agentPools),
    runnerPools: runnerPools.length === 0 ? undefined : readRunnerPools(input, runnerPools, { alone: agentPools.length === 0 }),
    // If it is missing, `finish` throws.
    kubernetes: kubernetes as KubernetesApi,
    ports: {
      health: input.port('AZP_HEALTH_PORT', SCALER_SERVER.port),
      numbers: SCALER_SERVER.numbersPort,
      agents: SCALER_SERVER.agentsPort,
    },
  });
}

function readServedEntries(input: InputReader): readonly WrittenEntry[] {
  const text = input.text('AZP_ENTRIES', '');
  if (text === '') {
    input.missing('AZP_ENTRIES, the entries as JSON');
    return [];
  }
  const entries = readEntries(text);
  if (!('problem' in entries)) return entries;
  input.wrong(`AZP_ENTRIES is not as the agents stack writes it: ${entries.problem}`);
  return [];
}

function readAgentPools(input: InputReader, entries: readonly WrittenAgentPool[]): AgentPoolsSettings {
  return {
    url: input.url('AZP_URL'),
    auth: readAuth(input),
    entries: entries.map(({ pool, ...rest }) => ({ ...rest, pool: typeof pool === 'number' ? { id: pool } : { name: pool } })),
    image: input.text('AZP_IMAGE', ''),
    pollMs: input.positive('AZP_POLL_SECONDS', POLLING.scaler.seconds) * 1000,
    parallelJobs: readParallelJobs(input),
  };
}

/** @param alone whether there are no agent pools: AZP_IMAGE, the image of this container, is then that of the runners */
function readRunnerPools(
  input: InputReader,
  entries: readonly RunnerPoolEntry[],
  { alone }: { readonly alone: boolean },
): RunnerPoolsSettings | undefined {
  const image = input.text('AZP_RUNNER_IMAGE', alone ? input.text('AZP_IMAGE', '') : '') || undefined;
  const gitHub = readGitHub(input);
  const reapAfterMs = input.positive('AZP_REAP_MINUTES', PLACEHOLDER.reapAfter.minutes) * 60_000;
  const tokenExpiresAt = input.day('AZP_GITHUB_TOKEN_EXPIRES');
  if (gitHub !== undefined) return { gitHub, entries, image, reapAfterMs, tokenExpiresAt };
  input.missing('AZP_GITHUB_URL (such as https://github.com/contoso), which runner pools need');
  return undefined;
}

function readParallelJobs(input: InputReader): ParallelJobsOption {
  const text = input.text('AZP_PARALLEL_JOBS', 'bought');
  return text === 'bought' || text === 'unlimited' ? text : input.positive('AZP_PARALLEL_JOBS', 1);
}
