// Builds programs and images, unless they are in the cache, and writes the plan of the cluster.
//
//   node prepare.js <file of the plan> <project> <work folder> <log folder> <cgroup name> <KEDA version>
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { testedKedaVersion } from '../keda-versions';
import { buildImages } from './images';
import { writePlan } from './plan';
import { buildPrograms } from './programs';

const [file = '', project = '', work = '', logs = '', cgroup = '', version = ''] = process.argv.slice(2);
const kedaVersion = testedKedaVersion(version);

// When this process ends, the kernel ends all others in the namespace.
process.stdin.resume().once('end', () => process.exit(130));

async function main(): Promise<void> {
  const scratch = join(work, 'build');
  mkdirSync(scratch);
  const programs = await buildPrograms(project, kedaVersion);
  const images = await buildImages(programs, kedaVersion, scratch);
  writePlan(file, { project, work, logs, cgroup, kedaVersion, programs, images });
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
