import type { Clock } from '../../lib/clock';
import type { Options } from './command-line';
import { follow } from './follow';
import { leftBehind } from './leftovers';
import { countLine, type Progress } from './progress';
import { agentsOf, figuresOf, type Leftovers, type Report } from './report';
import type { Service } from './service';

/** The entry of the config that the load is for. */
export interface Target {
  /** The agent pool, by name or id. */
  readonly pool: string | number;
  readonly demands: readonly string[];
  /** The start of its agents' names. */
  readonly prefix: string;
}

/** The options, with a project. */
export type ProjectOptions = Options & { readonly project: string };

/** What a load test works with. */
export interface Tools {
  readonly service: Service;
  readonly progress: Progress;
  readonly clock: Clock;
  /** Aborted by Ctrl-C. */
  readonly stop: AbortSignal;
  /** Address of a run for people. */
  readonly runUrl: (buildId: number) => string;
}

/** Runs the whole load test; undefined when it was interrupted. */
export async function runLoad(options: ProjectOptions, target: Target, tools: Tools): Promise<Report | undefined> {
  const { service, progress, clock, stop } = tools;
  const pipelineId = await service.pipelineId(options.pipeline, options.project, stop);
  const pool = await service.pool(target.pool, stop);
  if (pool === undefined) {
    progress.say(`Agent pool "${target.pool}" is not there or may not be read (scope Agent Pools (Read), role Reader):`);
    progress.say('waits are counted from the creation of the run, and what is left behind is not known.');
  }
  const before = pool === undefined ? [] : await service.agents(pool.id, stop);
  if (stop.aborted) return undefined;
  const poolName = pool?.name ?? String(target.pool);
  const run = await service.start(pipelineId, { ref: options.ref, parameters: parametersOf(options, target, pool?.name) }, stop);
  progress.say(`Queued run ${run.id} with ${options.jobs} jobs of ${options.seconds} s: ${tools.runUrl(run.id)}`);
  const ended = await cancelling(run.id, tools, async () => {
    const outcome = await follow(
      service,
      {
        buildId: run.id,
        createdDate: run.createdDate,
        poolId: pool?.id,
        everyMs: options.everySeconds * 1000,
        timeoutMs: options.timeoutSeconds * 1000,
        onLook: (jobs) => progress.update(countLine(jobs, options.jobs)),
      },
      clock,
      stop,
    );
    return stop.aborted ? undefined : outcome;
  });
  if (ended === undefined) return undefined;
  const { build, jobs } = ended;
  progress.say(countLine(jobs, options.jobs));
  const isOver = build?.status === 'completed';
  if (!isOver) {
    progress.say(`The run has not ended in ${options.timeoutSeconds} s.`);
    await cancelRun(run.id, tools);
  }
  const used = new Set([...agentsOf(jobs), ...jobs.flatMap(({ agent }) => agent ?? [])]);
  const suspects = { before: new Set(before.map(({ name }) => name)), used, prefix: target.prefix };
  const leftovers = pool === undefined ? undefined : await countLeftovers(pool.id, suspects, options.leftoversAfterSeconds, tools);
  if (stop.aborted) return undefined;
  return {
    run: { id: run.id, url: tools.runUrl(run.id), result: build?.result ?? undefined },
    agentPool: poolName,
    waitsFrom: pool === undefined ? 'run.createdDate' : 'jobrequest.queueTime',
    asked: { jobs: options.jobs, seconds: options.seconds },
    ...figuresOf(jobs),
    leftovers,
    jobs,
  };
}

/** The pipeline knows agent pools by name alone: where an id is all that is known, its own default goes. */
function parametersOf({ jobs, seconds }: Options, target: Target, poolName: string | undefined): Readonly<Record<string, string>> {
  const pool = poolName ?? (typeof target.pool === 'string' ? target.pool : undefined);
  const { demands } = target;
  return {
    count: String(jobs),
    seconds: String(seconds),
    ...(pool !== undefined && { pool }),
    ...(demands.length > 0 && { demands: demands.join(',') }),
  };
}

/** What was queued is cancelled when the work on it is interrupted or fails. */
async function cancelling<T>(buildId: number, tools: Tools, work: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    const done = await work();
    if (done === undefined) await cancelRun(buildId, tools);
    return done;
  } catch (error) {
    await cancelRun(buildId, tools);
    if (tools.stop.aborted) return undefined;
    throw error;
  }
}

async function cancelRun(buildId: number, { service, progress }: Tools): Promise<void> {
  progress.say(`Cancelling run ${buildId}...`);
  await service.cancel(buildId);
  progress.say(`Run ${buildId} is cancelled: the service has accepted it.`);
}

async function countLeftovers(
  poolId: number,
  suspects: Parameters<typeof leftBehind>[1],
  afterSeconds: number,
  { service, progress, clock, stop }: Tools,
): Promise<Leftovers | undefined> {
  const end = clock.now() + afterSeconds * 1000;
  for (let left = afterSeconds; left > 0 && !stop.aborted; left = (end - clock.now()) / 1000) {
    progress.update(`looking for agents left behind in ${Math.ceil(left)} s`);
    await clock.sleep(Math.min(left, LOOK_SECONDS) * 1000, stop);
  }
  if (stop.aborted) return undefined;
  return { afterSeconds, agents: leftBehind(await service.agents(poolId, stop), suspects) };
}

/** Between two words on how long the wait for leftovers still is. */
const LOOK_SECONDS = 10;
