import { parseOptions } from '../../operate/lib/parse-options';
import { buildAgentImage, buildRunnerImage } from '../image/image';
import { requirePrerequisites } from '../image/prerequisites';
import { createScratchFolder } from '../image/scratch-folder';
import { sizesOf, sizeTable } from '../image/sizes';
import { runAsProcess } from '../lib/command';

const USAGE = `Builds the agent image and the runner image with stubs of the agent, of
PowerShell and of the runner, and prints the sizes of their parts, unpacked and
compressed.

  npm run bench:image`;

async function benchmark(): Promise<number> {
  requirePrerequisites();
  const scratch = createScratchFolder();
  const images = { 'agent image': await buildAgentImage(scratch), 'runner image': await buildRunnerImage(scratch) };
  for (const [title, image] of Object.entries(images)) {
    console.log(`\n${sizeTable(title, await sizesOf(image, { compressed: true }))}`);
  }
  return 0;
}

void runAsProcess({ name: 'bench:image', usage: USAGE, parse: (args) => parseOptions(args, {}), run: benchmark }, process.argv.slice(2));
