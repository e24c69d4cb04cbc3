import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LogUpload } from '../../fake-devops/stub-agent/log-upload';
import { killMarked, killTree } from '../../fake-devops/stub-agent/process-tree';
import { runScript } from '../../fake-devops/stub-agent/step';
import type { Environment } from './command-line';
import type { Trace } from './diagnostics';
import type { JobOrder, WorkerMessage } from './job-message';
import { type TaskResult, workerCode } from './return-code';
import { RunService } from './run-service';

/** The variable by which the worker finds the processes that a job left behind (actions/runner, JobExtension.cs). */
const TRACKING_VARIABLE = 'RUNNER_TRACKING_ID';

interface StepsOptions {
  readonly runService: RunService;
  readonly home: string;
  readonly env: Environment;
  /** Aborted when the job is cancelled. */
  readonly cancel: AbortSignal;
}

/** Runner.Worker: runs the job that the listener sends and completes it. Returns the exit code for its result. */
export async function work(home: string, env: Environment, trace: Trace): Promise<number> {
  // The listener handles a Ctrl-C on the console.
  process.on('SIGINT', () => {});
  // A worker does not outlive its listener.
  process.once('disconnect', () => killTree(process.pid));
  const cancel = new AbortController();
  const order = await new Promise<JobOrder>((start) => {
    process.on('message', (message: WorkerMessage) => {
      trace(`Received ${message.type}`);
      if (message.type === 'job') start(message.order);
      else cancel.abort();
    });
  });
  const runService = new RunService(order.runServiceUrl, async () => order.authorization);
  const stepResult = await runSteps(order, { runService, home, env, cancel: cancel.signal });
  const result = cancel.signal.aborted ? 'canceled' : stepResult;
  await delay(order.behaviour.finishSeconds * 1000);
  await runService.complete(order.job.jobId, result);
  trace(`Job completed: ${result}`);
  return workerCode(result);
}

async function runSteps({ job, settings, behaviour }: JobOrder, { runService, home, env, cancel }: StepsOptions): Promise<TaskResult> {
  const cwd = resolve(home, settings.WorkFolder);
  mkdirSync(cwd, { recursive: true });
  const log = new LogUpload((text) => runService.log(job.jobId, text));
  const trackingId = `github_${randomUUID()}`;
  const stepEnv = {
    ...env,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: job.repository,
    RUNNER_NAME: settings.AgentName,
    RUNNER_WORKSPACE: cwd,
    [TRACKING_VARIABLE]: trackingId,
  };
  try {
    await delay(behaviour.workerSeconds * 1000, undefined, { signal: cancel });
    const options = { cwd, env: stepEnv, onOutput: (text: string) => log.add(text), cancel };
    if (job.script !== undefined) return (await runScript(job.script, options)) === 0 ? 'succeeded' : 'failed';
    await delay(job.seconds * 1000, undefined, { signal: cancel });
    return 'succeeded';
  } catch (error) {
    if (cancel.aborted) return 'canceled';
    log.add(`##[error]${error}\n`);
    return 'failed';
  } finally {
    for (const pid of killMarked(TRACKING_VARIABLE, trackingId)) log.add(`Terminate orphan process: pid (${pid})\n`);
    await log.done();
  }
}
