import { parseOptions } from '../../operate/lib/parse-options';
import { runAsProcess } from '../lib/command';
import { checkConfig } from './check-config';
import { checkFiles } from './check-files';
import { checkInside } from './check-inside';
import { checkReadOnly } from './check-read-only';
import { checkRunner } from './check-runner';
import { checkToken } from './check-token';
import { buildAgentImage, buildRunnerImage } from './image';
import { requirePrerequisites } from './prerequisites';
import { createScratchFolder } from './scratch-folder';
import { sizesOf, sizeTable } from './sizes';

const USAGE = `Builds the agent image and the runner image on this machine and checks their
files, their settings, and their program in containers.

  npm run test:image`;

async function test(): Promise<undefined> {
  requirePrerequisites();
  const scratch = createScratchFolder();
  const image = await buildAgentImage(scratch);
  console.log(`\n${sizeTable('agent image', await sizesOf(image))}\n`);
  await checkToken(image, scratch);
  await checkReadOnly(image, scratch);
  await checkConfig(image, 'agent');
  await checkFiles(image, 'agent');
  await checkInside(image, scratch);
  const runner = await buildRunnerImage(scratch);
  console.log(`\n${sizeTable('runner image', await sizesOf(runner))}\n`);
  await checkConfig(runner, 'runner');
  await checkFiles(runner, 'runner');
  await checkRunner(runner, scratch);
}

void runAsProcess({ name: 'test:image', usage: USAGE, parse: (args) => parseOptions(args, {}), run: test }, process.argv.slice(2));
