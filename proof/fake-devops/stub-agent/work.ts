import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { AgentFiles } from './agent-files';
import { AgentServer } from './agent-server';
import type { Environment } from './command-line';
import type { Trace } from './diagnostics';
import type { WorkerMessage } from './job-message';
import { LogUpload } from './log-upload';
import { killMarked, killTree } from './process-tree';
import { type TaskResult, workerCode } from './return-code';
import { runScript } from './step';

type JobOrder = Extract<WorkerMessage, { type: 'job' }>;

/** The variable by which the worker finds the processes that a job left behind (azure-pipelines-agent, JobExtension.cs). */
const LOOKUP_VARIABLE = 'VSTS_PROCESS_LOOKUP_ID';

/** Agent.Worker: runs the job that the listener sends and completes it. Returns the exit code for its result. */
export async function work(files: AgentFiles, env: Environment, trace: Trace): Promise<number> {
  // The listener handles a Ctrl-C on the console.
  process.on('SIGINT', () => {});
  // A worker does not outlive its listener.
  process.once('disconnect', () => killTree(process.pid));
  const cancel = new AbortController();
  let shutdown = false;
  const order = await new Promise<JobOrder>((start) => {
    process.on('message', (message: WorkerMessage) => {
      trace(`Received ${message.type}`);
      if (message.type === 'job') return start(message);
      shutdown = message.shutdown;
      cancel.abort();
    });
  });
  const { settings, behaviour, job, once } = order;
  const server = new AgentServer(settings.serverUrl, { authorization: async () => `Bearer ${job.accessToken}` }, behaviour.retryScale);
  const stepResult = await runSteps(order, { server, home: files.home, env, cancel: cancel.signal });
  const failsOnShutdown = shutdown && env['FAIL_JOB_WHEN_AGENT_DIES']?.toLowerCase() === 'true';
  const result = cancel.signal.aborted ? (failsOnShutdown ? 'failed' : 'canceled') : stepResult;
  await delay(behaviour.finishSeconds * 1000);
  await server.complete(settings.poolId, job.requestId, { result, agentShuttingDown: once });
  trace(`Job completed: ${result}`);
  return workerCode(result);
}

interface StepsOptions {
  readonly server: AgentServer;
  readonly home: string;
  readonly env: Environment;
  /** Aborted when the job is cancelled. */
  readonly cancel: AbortSignal;
}

async function runSteps({ job, settings, behaviour }: JobOrder, { server, home, env, cancel }: StepsOptions): Promise<TaskResult> {
  const cwd = resolve(home, settings.workFolder);
  mkdirSync(cwd, { recursive: true });
  const log = new LogUpload((text) => server.log(job.requestId, text));
  const lookupId = `vsts_${randomUUID()}`;
  const stepEnv = {
    ...env,
    TF_BUILD: 'True',
    AGENT_NAME: settings.agentName,
    AGENT_HOMEDIRECTORY: home,
    AGENT_WORKFOLDER: cwd,
    SYSTEM_JOBID: job.jobId,
    [LOOKUP_VARIABLE]: lookupId,
  };
  try {
    await delay(behaviour.workerSeconds * 1000, undefined, { signal: cancel });
    await server.start(job.requestId);
    const options = { cwd, env: stepEnv, onOutput: (text: string) => log.add(text), cancel };
    if (job.script !== undefined) return (await runScript(job.script, options)) === 0 ? 'succeeded' : 'failed';
    await delay((job.seconds ?? 0) * 1000, undefined, { signal: cancel });
    return 'succeeded';
  } catch (error) {
    if (cancel.aborted) return 'canceled';
    log.add(`##[error]${error}\n`);
    return 'failed';
  } finally {
    for (const pid of killMarked(LOOKUP_VARIABLE, lookupId)) log.add(`Terminate orphan process: pid (${pid})\n`);
    await log.done();
  }
}
