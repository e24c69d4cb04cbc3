import type { Call } from '../../providers/contract/call';
import type { ScaleSets } from '../github/scale/scale-sets';
import type { Runtime } from '../process/runtime';
import type { ScaleSettings } from '../settings/scale-settings';
import { AgentTracker } from './agent-tracker';
import { assembleQueues } from './assemble-queues';
import { assembleRunners } from './assemble-runners';
import { DecisionLog } from './decision-log';
import { KubernetesView } from './kubernetes-view';
import { PollInterval } from './poll-interval';
import { Rounds } from './round';
import { Scaler } from './scaler';
import { ScalerMetrics } from './scaler-metrics';
import { StuckJobs } from './stuck-jobs';

export interface Assembly {
  readonly scaler: Scaler;
  readonly rounds: Rounds;
  readonly view: KubernetesView;
  readonly metrics: ScalerMetrics;
  /** Undefined without runner pools. */
  readonly scaleSets: ScaleSets | undefined;
}

/** Creates and connects the parts of "scale". */
export function assemble(settings: ScaleSettings, runtime: Runtime): Assembly {
  const { agentPools, runnerPools, kubernetes } = settings;
  const { clock, log } = runtime;
  const entries = agentPools?.entries ?? [];
  const metrics = new ScalerMetrics([...entries, ...(runnerPools?.entries ?? [])].map(({ name }) => name));
  const interval = new PollInterval(agentPools?.pollMs ?? Number.POSITIVE_INFINITY);
  const onCall = (call: Call) => {
    metrics.countCall(call);
    interval.note(call);
  };
  const tracker = new AgentTracker(() => clock.now());
  const { queues, parallelJobs } = assembleQueues(agentPools, { interval, onCall }, runtime);
  const runners = runnerPools && assembleRunners(runnerPools, { tracker, kubernetes, registry: metrics.registry }, runtime);
  const view = new KubernetesView(kubernetes, tracker, log);
  const image = agentPools?.image ?? '';
  const scaler = new Scaler({ entries, image, runners: runners?.demand, queues, tracker, parallelJobs, clock, wallTime: Date.now });
  const decisionLog = new DecisionLog(log, clock, (entry) => (entries.some(({ name }) => name === entry) ? 'agent' : 'runner'));
  const stuckJobs = new StuckJobs({ scaler, view, log });
  const rounds = new Rounds({
    scaler,
    queues,
    interval,
    parallelJobs,
    runners,
    view,
    stuckJobs,
    tracker,
    metrics,
    decisionLog,
    clock,
    log,
  });
  return { scaler, rounds, view, metrics, scaleSets: runners?.scaleSets };
}
