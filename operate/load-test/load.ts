import type { JobComponent } from '../../config/labels';
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
  /** What runs its jobs. */
  readonly kind: JobComponent;
  /** The agent pool, by name or id, or the scale set. */
  readonly agentPool: string | number;
  /** The start of the names of its agents or runners. */
  readonly prefix: string;
  /** The pipeline, by name or id, or the workflow file. */
  readonly pipeline: string;
  /** Parameters of the pipeline, or inputs of the workflow. @param found the agent pool; undefined if it may not be read */
  readonly parameters: (asked: Pick<Options, 'jobs' | 'seconds'>, found: AgentPool | undefined) => Readonly<Record<string, string>>;
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
  const pipelineId = await service.pipelineId(target.pipeline, stop);
  const agentPool = await service.agentPool(target.agentPool, stop);
  if (agentPool === undefined) for (const line of service.unreadable(target.agentPool)) progress.say(line);
  const before = agentPool === undefined ? [] : await service.agents(agentPool.id, stop);
  if (stop.aborted) return undefined;
  const run = await service.start(pipelineId, { ref: options.ref, parameters: target.parameters(options, agentPool) }, stop);
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
  const leftovers = agentPool && (await countLeftovers({ poolId: agentPool.id, kind: target.kind, suspects, afterSeconds }, tools));
  if (stop.aborted) return undefined;
  return {
    run: { id: run.id, url: service.runUrl(run.id), result },
    agentPool: agentPool?.name ?? String(target.agentPool),
    kind: target.kind,
    waitsFrom: service.waitsFrom(agentPool !== undefined),
    asked: { jobs: options.jobs, seconds: options.seconds },
    ...figuresOf(jobs),
    leftovers,
    jobs,
  };
}
