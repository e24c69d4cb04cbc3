import { join, resolve } from 'node:path';
import { projectOf } from '../../../config/project';
import { runInCluster } from '../../e2e/run-in-cluster';
import { type Options, readOptions, USAGE } from './options';
import { renderFiles } from './render/files';
import { readResults } from './results';

async function main(options: Options): Promise<number> {
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { root } = projectOf(__dirname);
  const file = resolve(options.out ?? join(root, 'dist', 'bench', 'scaling.json'));
  if (!options.render) return runInCluster([process.execPath, join(__dirname, 'in-cluster.js'), file, ...process.argv.slice(2)]);
  for (const written of renderFiles(readResults(file), join(root, 'docs'))) console.log(`wrote ${written}`);
  return 0;
}

function options(): Options {
  try {
    return readOptions(process.argv.slice(2));
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
