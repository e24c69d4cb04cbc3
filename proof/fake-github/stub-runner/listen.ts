import { setTimeout as delay } from 'node:timers/promises';
import { type Behaviour, fetchBehaviour } from './behaviour';
import type { Trace } from './diagnostics';
import { Listener } from './listener';
import type { RunnerFiles } from './runner-files';
import { RunnerToken } from './runner-token';
import { Shutdown } from './shutdown';

/** Runner.Listener run: opens a session and takes one job. Returns the exit code. */
export async function listen(files: RunnerFiles, trace: Trace): Promise<number> {
  const shutdown = new Shutdown(trace);
  const { ServerUrlV2, AgentName } = files.read('.runner');
  const token = new RunnerToken(files.read('.credentials'), files.read('.credentials_rsaparams'));
  const behaviour = await fetchBehaviour(ServerUrlV2, AgentName);
  if (behaviour.ignoreSigint) shutdown.ignored = ['SIGINT'];
  if (behaviour.exitCode !== undefined) return behaviour.exitCode;
  if (behaviour.crash === 'start') process.kill(process.pid, 'SIGKILL');
  const listener = new Listener({ files, token, behaviour, trace });
  const code = await startUp(behaviour, shutdown.signal)
    .then(() => listener.run(shutdown.signal))
    .catch((error: unknown) => {
      if (!shutdown.signal.aborted) throw error;
      return 0;
    });
  if (listener.tookJob && behaviour.hangAfterJob) await hang(shutdown);
  return code;
}

const startUp = ({ listenSeconds }: Behaviour, signal: AbortSignal): Promise<void> => delay(listenSeconds * 1000, undefined, { signal });

/** Never returns. */
async function hang(shutdown: Shutdown): Promise<void> {
  shutdown.ignored = ['SIGINT', 'SIGTERM'];
  setInterval(() => {}, 60_000);
  await new Promise(() => {});
}
