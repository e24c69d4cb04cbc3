import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AgentFiles } from './agent-files';
import { type CommandLine, type Environment, readCommandLine } from './command-line';
import { configure } from './configure';
import { openTrace } from './diagnostics';
import { listen } from './listen';
import { reason } from './reason';
import { remove } from './remove';
import { RETURN_CODE } from './return-code';
import { Shutdown } from './shutdown';
import { print, printError } from './terminal';
import { AGENT_VERSION } from './version';
import { work } from './work';

const USAGE = `Commands:
 ./config.sh          Configures the agent
 ./config.sh remove   Unconfigures the agent
 ./run.sh             Runs the agent interactively
 ./run.sh --once      Runs the agent, accepting at most one job before shutting down`;

/** The listener and the worker of the stub. The wrapper script selects one by the name under which it starts this file. */
async function main(home: string, args: readonly string[], env: Environment): Promise<number> {
  const files = new AgentFiles(home);
  if (basename(process.argv0) === 'Agent.Worker') return work(files, env, openTrace('Worker', home, env));
  loadVariables(join(home, '.env'), env);
  const command = readCommandLine(args, env);
  if (command.unknown.length > 0) {
    const names = command.unknown.join(', ');
    printError(`Unrecognized command-line input arguments: '${names}'. For usage refer to: .\\config.cmd --help or ./config.sh --help`);
    return RETURN_CODE.terminatedError;
  }
  if (command.flag('help') || command.flag('version')) {
    print(command.flag('help') ? USAGE : AGENT_VERSION);
    return RETURN_CODE.success;
  }
  return execute(command, files, env);
}

async function execute(command: CommandLine, files: AgentFiles, env: Environment): Promise<number> {
  switch (command.verb) {
    case 'configure':
    case 'remove':
      // During configuration, SIGINT ends the agent immediately; SIGTERM has no handler (Agent.cs).
      process.on('SIGINT', () => {
        print('Exiting...');
        process.exit(RETURN_CODE.terminatedError);
      });
      try {
        if (command.verb === 'configure') return await configure(command, files, env);
        await remove(command, files);
        return RETURN_CODE.success;
      } catch (error) {
        printError(reason(error));
        return RETURN_CODE.terminatedError;
      }
    case 'run': {
      const trace = openTrace('Agent', files.home, env);
      return listen(files, { env, once: command.flag('once'), trace, shutdown: new Shutdown(trace) });
    }
    default:
      printError(USAGE);
      return RETURN_CODE.terminatedError;
  }
}

/** Sets a variable for each line `name=value` of a file (Program.cs). */
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
