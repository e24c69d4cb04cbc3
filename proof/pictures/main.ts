import { join } from 'node:path';
import { runInCluster } from '../e2e/run-in-cluster';
import { type Options, parseCommandLine, USAGE } from './command-line';
import { drawPictures } from './draw-pictures';
import { hasPrometheus } from './prometheus';

async function main({ help, record }: Options): Promise<number> {
  if (help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (!hasPrometheus()) {
    console.error('Prometheus is missing: apt-get install --no-install-recommends prometheus');
    return 2;
  }
  const code = record ? await runInCluster([process.execPath, join(__dirname, 'record.js')]) : 0;
  return code === 0 ? drawPictures() : code;
}

function options(): Options {
  try {
    return parseCommandLine(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}

main(options()).then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
