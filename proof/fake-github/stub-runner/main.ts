import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { reason } from '../../fake-devops/stub-agent/reason';
import { print, printError } from '../../fake-devops/stub-agent/terminal';
import { type Environment, readCommandLine } from './command-line';
import { openTrace } from './diagnostics';
import { listen } from './listen';
import { RETURN_CODE } from './return-code';
import { RunnerFiles } from './runner-files';
import { RUNNER_VERSION } from './version';
import { work } from './work';

/** The listener and the worker of the stub. The wrapper script selects one by the name under which it starts this file. */
async function main(home: string, args: readonly string[], env: Environment): Promise<number> {
  if (basename(process.argv0) === 'Runner.Worker') return work(home, env, openTrace('Worker', home, env));
  loadVariables(join(home, '.env'), env);
  const command = readCommandLine(args, env);
  if (command.flag('version')) {
    print(RUNNER_VERSION);
    return RETURN_CODE.success;
  }
  if (command.verb !== 'run' || command.unknown.length > 0) {
    const names = [...(command.verb === 'run' ? [] : [command.verb]), ...command.unknown].join(', ');
    printError(`Unrecognized command-line input arguments for command ${command.verb}: '${names}'. For usage refer to: ./config.sh --help`);
    return RETURN_CODE.terminatedError;
  }
  return run(new RunnerFiles(home), command.option('jitconfig'), env);
}

async function run(files: RunnerFiles, jitConfig: string | undefined, env: Environment): Promise<number> {
  const trace = openTrace('Runner', files.home, env);
  if (jitConfig !== undefined) {
    try {
      files.writeJitConfig(jitConfig);
    } catch (error) {
      printError(reason(error));
      return RETURN_CODE.terminatedError;
    }
  }
  if (!files.isConfigured) {
    printError('Runner is not configured.');
    return RETURN_CODE.terminatedError;
  }
  return listen(files, trace);
}

/** Sets a variable for each line `name=value` of a file (actions/runner, Program.cs). */
function loadVariables(file: string, env: Environment): void {
  if (!existsSync(file)) return;
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const at = line.indexOf('=');
    if (at > 0) env[line.slice(0, at)] = line.slice(at + 1);
  }
}

main(dirname(process.argv[1] ?? ''), process.argv.slice(2), process.env)
  .catch((error: unknown) => {
    printError(`An error occurred: ${reason(error)}`);
    return RETURN_CODE.retryableError;
  })
  // Open connections would keep the process alive.
  .then((code) => process.exit(code));
