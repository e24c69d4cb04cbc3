import { realClock } from '../lib/clock';
import { reason } from '../lib/reason';
import { ServiceError } from '../providers/contract/service-error';
import { exitCodeOf } from './commands/exit-codes';
import { createLog } from './process/log';
import { procTable } from './process/processes';
import type { Runtime } from './process/runtime';
import { startProcess } from './process/start-process';
import type { MutableEnvironment } from './settings/input-reader';
import { readKeepSettings } from './settings/keep-settings';
import { readAllInOneSettings, readRegisterSettings } from './settings/register-settings';
import { readRunSettings } from './settings/run-settings';
import { USAGE, UsageError } from './settings/usage';

/** Each command loads only its own code, because two of these programs start with each agent: docs/decisions/0035. */
async function main(args: readonly string[], env: MutableEnvironment, runtime: Runtime): Promise<number> {
  const [command, ...rest] = args;
  if (rest.length > 0) throw new UsageError(`too many arguments: "${args.join(' ')}"; see --help`);
  switch (command) {
    case undefined:
    // Microsoft's start.sh accepts --once. This program always runs only one job.
    case '--once': {
      const { allInOne } = await import('./commands/all-in-one.js');
      return allInOne(readAllInOneSettings(env), env, runtime);
    }
    case 'register': {
      const { register } = await import('./commands/register.js');
      return register(readRegisterSettings(env), env, runtime);
    }
    case 'run': {
      const { run } = await import('./commands/run.js');
      return run(readRunSettings(env), env, runtime);
    }
    case 'keep': {
      const { keep } = await import('./commands/keep.js');
      return keep(readKeepSettings(env), env, runtime);
    }
    case 'scale': {
      const [{ scale }, { readScaleSettings }] = await Promise.all([import('./commands/scale.js'), import('./settings/scale-settings.js')]);
      return scale(readScaleSettings(env), runtime);
    }
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return 0;
    default:
      throw new UsageError(`unknown command "${command}": use register, run, keep, scale or none; see --help`);
  }
}

// Before anything else: a container that is stopped while it registers must not leave an agent behind.
const stopping = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort(signal));

const log = createLog((line) => process.stdout.write(line));
const runtime: Runtime = { clock: realClock, log, startProcess, processes: procTable(), stop: stopping.signal };

main(process.argv.slice(2), process.env, runtime)
  .catch((error: unknown) => {
    if (stopping.signal.aborted && (error === stopping.signal.reason || error instanceof ServiceError)) {
      log.info('stopped', { reason: reason(error) });
      return 0;
    }
    log.error(error instanceof UsageError ? 'usage error' : 'failed', { reason: reason(error) });
    return exitCodeOf(error);
  })
  // Otherwise open connections would keep the process running.
  .then((code) => process.exit(code));
