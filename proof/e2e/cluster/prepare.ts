// Builds programs and images, unless they are in the cache, and writes the plan of the cluster.
//
//   node prepare.js <file of the plan> <project> <work folder> <log folder> <cgroup name>
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildImages } from './images';
import { writePlan } from './plan';
import { buildPrograms } from './programs';

const [file = '', project = '', work = '', logs = '', cgroup = ''] = process.argv.slice(2);

// When this process ends, the kernel ends all others in the namespace.
process.stdin.resume().once('end', () => process.exit(130));

async function main(): Promise<void> {
  const scratch = join(work, 'build');
  mkdirSync(scratch);
  const programs = await buildPrograms(project);
  writePlan(file, { project, work, logs, cgroup, programs, images: await buildImages(programs, scratch) });
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
