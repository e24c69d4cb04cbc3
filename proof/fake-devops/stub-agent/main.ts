import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AgentFiles } from './agent-files';
import { type CommandLine, type Environment, readCommandLine } from './command-line';
import { configure } from './configure';
import { openTrace } from './diagnostics';
import { listen } from './listen';
import { reason } from './reason';
import { remove } from './remove';
import { returnCode } from './return-code';
import { Shutdown } from './shutdown';
import { say, sayError } from './terminal';
import { agentVersion } from './version';
import { work } from './work';

const usage = `Commands:
 ./config.sh          Configures the agent
 ./config.sh remove   Unconfigures the agent
 ./run.sh             Runs the agent interactively
 ./run.sh --once      Runs the agent, accepting at most one job before shutting down`;

/** The stub's two programs in one file: which of them it is says the name under which the wrapper script starts it. */
async function main(home: string, args: readonly string[], env: Environment): Promise<number> {
  const files = new AgentFiles(home);
  if (basename(process.argv0) === 'Agent.Worker') return work(files, env, openTrace('Worker', home, env));
  loadVariables(join(home, '.env'), env);
  const command = readCommandLine(args, env);
  if (command.unknown.length > 0) {
    const names = command.unknown.join(', ');
    sayError(`Unrecognized command-line input arguments: '${names}'. For usage refer to: .\\config.cmd --help or ./config.sh --help`);
    return returnCode.terminatedError;
  }
  if (command.flag('help') || command.flag('version')) {
    say(command.flag('help') ? usage : agentVersion);
    return returnCode.success;
  }
  return execute(command, files, env);
}

async function execute(command: CommandLine, files: AgentFiles, env: Environment): Promise<number> {
  switch (command.verb) {
    case 'configure':
    case 'remove':
      // While it configures, SIGINT ends the agent at once; SIGTERM is not handled at all (Agent.cs).
      process.on('SIGINT', () => {
        say('Exiting...');
        process.exit(returnCode.terminatedError);
      });
      try {
        if (command.verb === 'configure') return await configure(command, files, env);
        await remove(command, files);
        return returnCode.success;
      } catch (error) {
        sayError(reason(error));
        return returnCode.terminatedError;
      }
    case 'run': {
      const trace = openTrace('Agent', files.home, env);
      return listen(files, env, command.flag('once'), trace, new Shutdown(trace));
    }
    default:
      sayError(usage);
      return returnCode.terminatedError;
  }
}

/** Lines `name=value` of a file become variables (Program.cs). */
function loadVariables(file: string, env: Environment): void {
  if (!existsSync(file)) return;
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const at = line.indexOf('=');
    if (at > 0) env[line.slice(0, at)] = line.slice(at + 1);
  }
}

main(dirname(process.argv[1] ?? ''), process.argv.slice(2), process.env)
  .catch((error: unknown) => {
    sayError(`An error occurred: ${reason(error)}`);
    return returnCode.retryableError;
  })
  // Open connections would keep the process alive.
  .then((code) => process.exit(code));
