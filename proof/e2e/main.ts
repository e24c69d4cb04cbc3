import { join } from 'node:path';
import { type Command, runAsProcess } from '../lib/command';
import { parseCommandLine, type Request, USAGE } from './command-line';
import { runInCluster, saveImage } from './run-in-cluster';
import { scenarioNames } from './scenario-files';

const command: Command<Request> = {
  name: 'e2e',
  usage: USAGE,
  parse: (args) => parseCommandLine(args, scenarioNames(join(__dirname, 'scenarios'))),
  async run(request) {
    switch (request.kind) {
      case 'save-image':
        return saveImage(request.file);
      case 'shell':
        return runInCluster([process.execPath, join(__dirname, 'shell.js')], request);
      case 'scenarios':
        process.env['E2E_TRIGGER'] = request.trigger;
        return runInCluster([process.execPath, join(__dirname, 'run-scenarios.js'), ...request.only], request);
      default:
        throw new Error(`unknown request: ${JSON.stringify(request satisfies never)}`);
    }
  },
};

void runAsProcess(command, process.argv.slice(2));
