import { resolve } from 'node:path';
import { projectOf } from '../../config/project';
import { measure } from './measure';
import { readOptions, USAGE } from './options';
import { renderFiles } from './render/files';
import { readResults } from './results';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  const { root } = projectOf(__dirname);
  const file = resolve(options.out ?? `${root}/dist/bench/scaling.json`);
  if (options.render) {
    for (const written of renderFiles(readResults(file), `${root}/docs`)) console.log(`wrote ${written}`);
    return;
  }
  await measure(options, file);
  console.log(`results: ${file}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
