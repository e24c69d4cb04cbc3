import { agentPoolObjectName } from '../../config/names';
import { OPERATE } from '../../config/timings';
import type { RunnerPoolConfig } from '../../config/types';
import { podsOf } from '../lib/cluster/pods-of';
import type { Runner } from '../lib/runner-service';
import type { ScalerLog } from '../lib/scaler-log';
import { commonState, type ImageSource, type Objects } from './common-state';
import { map, map2, type Part } from './part';
import { decisionFor, type ScalerReading } from './scaler-state';
import type { RunnerPoolState, RunnersState, SessionState } from './snapshot';

/** What the state of a runner pool is made from. */
export interface RunnerPoolSources {
  /** Name of the deployment. */
  readonly deployment: string;
  readonly images: ImageSource;
  readonly objects: Objects;
  /** All runners of the organisation or repository; undefined if GitHub is not asked. */
  readonly runners: Part<readonly Runner[]> | undefined;
  readonly scaler: ScalerReading;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
}

/** The state of one runner pool, from what the scaler, GitHub and the cluster say. */
export async function runnerPoolState(entry: RunnerPoolConfig, sources: RunnerPoolSources): Promise<RunnerPoolState> {
  const { deployment, images, objects, runners, scaler, takenAt } = sources;
  const scaledJobName = agentPoolObjectName(deployment, entry.name);
  const live = map(objects.pods, (all) => new Set(podsOf(all, scaledJobName, 'runner').map(({ metadata }) => metadata.name)));
  return {
    name: entry.name,
    scaleSet: entry.scaleSet ?? entry.name,
    scaledJobName,
    maxRunners: entry.maxRunners,
    scaler: map(scaler.log, (log) => decisionFor(log, scaledJobName, takenAt)),
    session: map(scaler.log, (log) => sessionState(log, scaledJobName, takenAt)),
    runners: runners && map2(runners, live, (all, pods) => runnersState(all, `${scaledJobName}-`, pods)),
    ...(await commonState({ scaledJobName, component: 'runner' }, objects, images)),
  };
}

/** A replica decides for a runner pool only while it has the session. */
function sessionState(log: ScalerLog, scaledJobName: string, now: number): SessionState {
  const conflictAt = log.openElsewhere.get(scaledJobName);
  return {
    heldBy: decisionFor(log, scaledJobName, now)?.pod,
    isOpenElsewhere: conflictAt !== undefined && now - conflictAt <= OPERATE.decision.milliseconds,
  };
}

function runnersState(all: readonly Runner[], prefix: string, pods: ReadonlySet<string>): RunnersState {
  const ours = all.filter(({ name }) => name.startsWith(prefix));
  const offline = ours.filter(({ status, busy }) => status === 'offline' && !busy);
  return {
    busy: ours.filter(({ busy }) => busy).length,
    idle: ours.filter(({ status, busy }) => status === 'online' && !busy).length,
    offline: offline.length,
    leftBehind: offline.filter(({ name }) => !pods.has(name)).map(({ name }) => name),
  };
}
