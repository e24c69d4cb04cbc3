import type { Clock } from '../../lib/clock';
import type { AgentPool } from '../../providers/contract/agent-service';
import { cancellingOnFailure, cancelRun } from './cancel';
import type { Options } from './command-line';
import { follow } from './follow';
import { countLeftovers } from './leftovers';
import type { LoadService } from './load-service';
import { countLine, type Progress } from './progress';
import { agentsOf, figuresOf, type Report } from './report';

/** The entry of the config that the load is for. */
export interface Target {
  /** The agent pool, by name or id. */
  readonly agentPool: string | number;
  readonly demands: readonly string[];
  /** The start of the names of its agents. */
  readonly prefix: string;
}

/** What a load test works with. */
export interface Tools {
  readonly service: LoadService;
  readonly progress: Progress;
  readonly clock: Clock;
  /** Aborted by Ctrl-C. */
  readonly stop: AbortSignal;
}

/** Runs the whole load test. Returns undefined if it was interrupted. */
export async function runLoad(options: Options, target: Target, tools: Tools): Promise<Report | undefined> {
  const { service, progress, clock, stop } = tools;
  const pipelineId = await service.pipelineId(options.pipeline, stop);
  const agentPool = await service.agentPool(target.agentPool, stop);
  if (agentPool === undefined) {
    progress.say(`Agent pool "${target.agentPool}" does not exist or may not be read (scope Agent Pools (Read), role Reader):`);
    progress.say('waits count from the creation of the run, and agents left behind are unknown.');
  }
  const before = agentPool === undefined ? [] : await service.agents(agentPool.id, stop);
  if (stop.aborted) return undefined;
  const run = await service.start(pipelineId, { ref: options.ref, parameters: parametersOf(options, target, agentPool) }, stop);
  progress.say(`Queued run ${run.id} with ${options.jobs} jobs of ${options.seconds} s: ${service.runUrl(run.id)}`);
  const ended = await cancellingOnFailure(run.id, tools, async () => {
    const following = {
      read: service.reader(run, agentPool?.id),
      everyMs: options.everySeconds * 1000,
      timeoutMs: options.timeoutSeconds * 1000,
      onRead: (jobs: Report['jobs']) => progress.update(countLine(jobs, options.jobs)),
    };
    const state = await follow(following, clock, stop);
    return stop.aborted ? undefined : state;
  });
  if (ended === undefined) return undefined;
  const { isOver, result, jobs } = ended;
  progress.say(countLine(jobs, options.jobs));
  if (!isOver) {
    progress.say(`The run has not ended in ${options.timeoutSeconds} s.`);
    await cancelRun(run.id, tools);
  }
  const used = new Set([...agentsOf(jobs), ...jobs.flatMap(({ agent }) => agent ?? [])]);
  const suspects = { before: new Set(before.map(({ name }) => name)), used, prefix: target.prefix };
  const afterSeconds = options.leftoversAfterSeconds;
  const leftovers = agentPool && (await countLeftovers({ poolId: agentPool.id, suspects, afterSeconds }, tools));
  if (stop.aborted) return undefined;
  return {
    run: { id: run.id, url: service.runUrl(run.id), result },
    agentPool: agentPool?.name ?? String(target.agentPool),
    waitsFrom: agentPool === undefined ? 'run.createdDate' : 'jobrequest.queueTime',
    asked: { jobs: options.jobs, seconds: options.seconds },
    ...figuresOf(jobs),
    leftovers,
    jobs,
  };
}

/** The pipeline knows agent pools only by name: if only an id is known, the pipeline uses its own default. */
function parametersOf(
  { jobs, seconds }: Options,
  { agentPool, demands }: Target,
  found: AgentPool | undefined,
): Readonly<Record<string, string>> {
  const pool = found?.name ?? (typeof agentPool === 'string' ? agentPool : undefined);
  return {
    count: String(jobs),
    seconds: String(seconds),
    ...(pool !== undefined && { pool }),
    ...(demands.length > 0 && { demands: demands.join(',') }),
  };
}
