import type { Duration } from '../../lib/duration';
import { SCALER_REPLICAS } from '../pod-contract';
import { pollingSecondsOf, scalerPollSeconds } from '../polling';
import { PLACEHOLDER, SCALER, WATCH } from '../timings';
import type { Config } from '../types';
import { agentPoolCount } from './polls';

/** The part of a config on which the calls depend. */
export type Calling = Pick<Config, 'agentPools' | 'keda' | 'azureDevOps'>;

/** Who calls the service with the identity of the deployment. Listeners have keys of their own, which have limits of their own. */
export type Caller = 'scaler' | 'KEDA' | 'placeholders' | 'registrars';

/** One reason for calls, and their number. */
export interface CallSource {
  readonly caller: Caller;
  /** What the calls are for, and how often they are made. */
  readonly what: string;
  /** Calls an hour while there are no jobs. */
  readonly idle: number;
  /** Calls an hour while jobs wait, if they are more than `idle`. @default - as many as `idle` */
  readonly waiting?: number;
  /** Calls for each job, in addition. @default 0 */
  readonly perJob?: number;
}

/** What the number of calls depends on, in addition to the config. */
export interface CallAssumptions {
  /** How long a job runs. */
  readonly jobMinutes: number;
  /** Calls of one run of config.sh. */
  readonly configCalls: number;
}

/** Fifteen calls of config.sh were counted in its source (docs/placeholder.md). */
export const USUAL: CallAssumptions = { jobMinutes: 10, configCalls: 15 };

/**
 * Everything that calls the service of the agent pools with the identity of the deployment, once it runs. The starts of scaler and
 * placeholder are left out. `gitHubCallSources` has those of runner pools.
 */
export function callSources(config: Calling, assumptions: CallAssumptions = USUAL): readonly CallSource[] {
  const { agentPools, keda } = config;
  if (agentPools.length === 0) return [];
  const polls = keda.trigger === 'metrics-api' ? scalerSources(config) : [kedaSource(agentPools)];
  return [...polls, placeholderSource(agentPools), jobSource(assumptions), ...warmSources(agentPools, assumptions)];
}

/** Calls an hour, with this many jobs an hour. At most: with jobs, it is assumed that at any moment at least one of them waits. */
export function callsPerHour(sources: readonly CallSource[], jobs: number): number {
  const calls = ({ idle, waiting = idle, perJob = 0 }: CallSource) => (jobs === 0 ? idle : waiting + jobs * perJob);
  return Math.round(sources.reduce((sum, source) => sum + calls(source), 0));
}

function scalerSources(config: Calling): readonly CallSource[] {
  const { agentPools, azureDevOps } = config;
  const seconds = scalerPollSeconds(config);
  const replicas = `${SCALER_REPLICAS} replicas`;
  const parallel: CallSource = {
    caller: 'scaler',
    what: `parallel jobs, with \`parallelJobs: 'bought'\`: 1 for each of ${replicas}, every ${SCALER.parallelJobsWaiting.seconds} s while jobs wait, otherwise every ${SCALER.parallelJobsIdle.minutes} min`,
    idle: SCALER_REPLICAS * anHour(SCALER.parallelJobsIdle),
    waiting: SCALER_REPLICAS * anHour(SCALER.parallelJobsWaiting),
  };
  return [
    {
      caller: 'scaler',
      what: `polls: 1 for each agent pool and each of ${replicas}, every \`pollingSeconds\` (${seconds})`,
      idle: SCALER_REPLICAS * agentPoolCount(config) * anHour({ seconds }),
    },
    {
      caller: 'scaler',
      what: `capabilities: 1 for each entry and each of ${replicas}, every ${SCALER.capabilities.minutes} min`,
      idle: SCALER_REPLICAS * agentPools.length * anHour(SCALER.capabilities),
    },
    ...(azureDevOps?.parallelJobs === 'bought' ? [parallel] : []),
  ];
}

function kedaSource(entries: Config['agentPools']): CallSource {
  const seconds = [...new Set(entries.map((entry) => pollingSecondsOf(entry, 'azure-pipelines')))];
  return {
    caller: 'KEDA',
    what: `polls: 1 for each entry, every \`pollingSeconds\` (${seconds.join(', ')}); up to 3 for a poll that fails`,
    idle: entries.reduce((sum, entry) => sum + anHour({ seconds: pollingSecondsOf(entry, 'azure-pipelines') }), 0),
  };
}

/** Calls of one round: all agents, and all job requests (agent/keep/keeper.ts). */
const ROUND_CALLS = 2;

const placeholderSource = (entries: Config['agentPools']): CallSource => ({
  caller: 'placeholders',
  what: `rounds: ${ROUND_CALLS} for each entry, every ${PLACEHOLDER.round.seconds} s`,
  idle: ROUND_CALLS * entries.length * anHour(PLACEHOLDER.round),
});

/** Calls for one agent: its agent pool before config.sh (agent-registry.ts in agent/azure-pipelines/), and a check, the deletion and a check (remove-agent.ts). */
const BEFORE_CONFIG = 1;
const DEREGISTRATION_CALLS = 3;
/** Disabling the agent when its job begins (agent/azure-pipelines/agent-watch.ts). */
const JOB_BEGINS = 1;

/** The job begins before the first poll of its registrar: an agent is created for a job that waits already. */
function jobSource({ jobMinutes, configCalls }: CallAssumptions): CallSource {
  const polls = Math.floor((jobMinutes * 60) / WATCH.poll.seconds);
  return {
    caller: 'registrars',
    what: `each job of ${jobMinutes} min: ${BEFORE_CONFIG} and about ${configCalls} of config.sh to register, ${JOB_BEGINS} when the job begins, ${polls} while it runs, ${DEREGISTRATION_CALLS} to deregister`,
    idle: 0,
    perJob: BEFORE_CONFIG + configCalls + JOB_BEGINS + polls + DEREGISTRATION_CALLS,
  };
}

/** Warm agents, while the windows that want the most of them are open. */
function warmSources(entries: Config['agentPools'], { configCalls }: CallAssumptions): readonly CallSource[] {
  const plans = entries.map(({ warm, warmMaxHours }) => ({ agents: Math.max(0, ...warm.map(({ agents }) => agents)), warmMaxHours }));
  const perHour = (maxHours: number) => anHour(WATCH.poll) + (BEFORE_CONFIG + configCalls + DEREGISTRATION_CALLS) / maxHours;
  const idle = plans.reduce((sum, { agents, warmMaxHours }) => sum + agents * perHour(warmMaxHours), 0);
  if (idle === 0) return [];
  return [
    {
      caller: 'registrars',
      what: `each warm agent: 1 every ${WATCH.poll.seconds} s, and its registration again every \`warmMaxHours\``,
      idle,
    },
  ];
}

/** How many times an hour something happens every so many seconds. */
export const anHour = ({ seconds }: Pick<Duration, 'seconds'>): number => 3600 / seconds;
