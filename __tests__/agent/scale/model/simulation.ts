import { AgentLife, type AgentRecord, type World } from './agent-life';
import { Clock } from './clock';
import { Cluster } from './cluster';
import { Keda, type Mismatch } from './keda';
import { Random } from './random';
import type { Line } from './recording';
import { type Replica, ScalerReplica, settingsOf } from './scaler-replica';
import type { Scenario } from './scenario';
import { Service, type ServiceJob } from './service';

/** What happened in a run. */
export interface Outcome {
  readonly jobs: readonly ServiceJob[];
  readonly agents: readonly AgentRecord[];
  readonly mismatches: readonly Mismatch[];
  /** Agents that ended without ever having had a job, though nothing had happened to them. */
  readonly tooMany: readonly AgentRecord[];
  /** Idle agents of each entry at the end. */
  readonly idle: Readonly<Record<string, number>>;
  /** The most Jobs of each entry at a time that were not complete. */
  readonly most: Readonly<Record<string, number>>;
  /** The most pods of all entries at a time that had not ended. */
  readonly mostAgents: number;
  /** What the first replica has seen and answered, if the scenario records it. */
  readonly recording: readonly Line[];
}

/** Creates the replicas of the scaler. */
type NewReplica = (world: World, index: number) => Replica;

/** @param settle how long to wait after the last arrival, and whatever else is planned, in milliseconds */
export function simulate(
  scenario: Scenario,
  settle: number,
  newReplica: NewReplica = (world, index) => new ScalerReplica(world, index),
): Outcome {
  const clock = new Clock();
  const random = new Random(scenario.seed);
  const cluster = new Cluster(clock, random);
  const service = new Service(clock, random, scenario.agentLimit);
  const world: World = { scenario, clock, random, cluster, service };
  const life = new AgentLife(world);
  const replicas = Array.from({ length: scenario.replicas }, (_, index) => newReplica(world, index));
  const keda = new Keda(world, life, replicas);
  life.mayStay = (name) => random.of(replicas)?.mayStay(name) ?? false;

  for (const { at, fits, runs, cancelledAfter } of scenario.arrivals) {
    clock.in(at, () => {
      const job = service.queue({ fits, runs });
      if (cancelledAfter !== undefined) clock.in(cancelledAfter, () => service.cancel(job));
    });
  }
  for (const at of scenario.newLoops) clock.in(at, () => keda.newLoops());
  for (const at of scenario.kedaRestarts) clock.in(at, () => keda.restart());
  for (const at of scenario.scalerRestarts) clock.in(at, () => random.of(replicas)?.restart());
  for (const at of scenario.drains) clock.in(at, () => life.drainOne());

  const { arrivals, newLoops, kedaRestarts, scalerRestarts, drains, queueOutages } = scenario;
  const outages = queueOutages.map(({ from, takes }) => from + takes);
  const last = Math.max(0, ...arrivals.map(({ at }) => at), ...newLoops, ...kedaRestarts, ...scalerRestarts, ...drains, ...outages);
  clock.runUntil(last + settle);

  const { records } = life;
  const names = scenario.entries.map(({ name }) => name);
  const ofEntry = (entry: string) => records.filter((record) => record.entry === entry);
  return {
    jobs: service.jobs,
    agents: records,
    mismatches: keda.mismatches,
    tooMany: records.filter(({ hadJob, killed, ended }) => ended && !hadJob && !killed),
    idle: Object.fromEntries(names.map((name) => [name, life.idleOf(name)])),
    most: Object.fromEntries(names.map((name) => [name, mostAtATime(ofEntry(name), ({ completedAt }) => completedAt)])),
    mostAgents: mostAtATime(records, ({ podEndedAt }) => podEndedAt),
    recording: [settingsOf(scenario), ...(replicas[0]?.recording ?? [])],
  };
}

/** The most agents that existed at the same time. */
function mostAtATime(records: readonly AgentRecord[], endOf: (record: AgentRecord) => number | undefined): number {
  const existing = ({ createdAt }: AgentRecord) =>
    records.filter((other) => other.createdAt <= createdAt && (endOf(other) ?? Number.POSITIVE_INFINITY) > createdAt).length;
  return Math.max(0, ...records.map(existing));
}
