import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectOf } from '../../../config/project';
import { UsageError } from '../../../operate/lib/command';
import { runInCluster } from '../../e2e/run-in-cluster';
import { runAsProcess } from '../../lib/command';
import { type Options, readOptions, USAGE } from './options';
import { FILE_NAMES, renderFiles } from './render/files';
import { readResults, readResultsOf } from './results';

async function run(options: Options): Promise<number> {
  const { root } = projectOf(__dirname);
  const file = resolve(options.out ?? join(root, 'dist', 'bench', `${FILE_NAMES[options.service]}.json`));
  // Before the cluster starts, so that a file that cannot be added to is reported soon.
  if (options.resume && existsSync(file)) readResults(file);
  if (!options.render) return runInCluster([process.execPath, join(__dirname, 'in-cluster.js'), file, ...process.argv.slice(2)], options);
  if (!existsSync(file)) throw new UsageError(`there are no results in ${file}: measure first, or name another file with --out`);
  for (const written of renderFiles(readResultsOf(options.service, file), join(root, 'docs'))) console.log(`wrote ${written}`);
  return 0;
}

void runAsProcess({ name: 'bench:scaling', usage: USAGE, parse: readOptions, run }, process.argv.slice(2));
