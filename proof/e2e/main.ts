import { join, resolve } from 'node:path';
import { parseCommandLine, type Request, USAGE } from './command-line';
import { runInCluster, saveImage } from './run-in-cluster';

async function main(request: Request): Promise<number> {
  switch (request.kind) {
    case 'help':
      console.log(USAGE);
      return 0;
    case 'save-image':
      return saveImage(resolve(request.file));
    case 'shell':
      return runInCluster([process.execPath, join(__dirname, 'shell.js')]);
    case 'scenarios':
      return runInCluster([process.execPath, join(__dirname, 'run-scenarios.js'), ...request.only]);
    default:
      throw new Error(`unknown request: ${JSON.stringify(request satisfies never)}`);
  }
}

function request(): Request {
  try {
    return parseCommandLine(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

main(request()).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof Error ? error.stack : error);
    process.exit(1);
  },
);
