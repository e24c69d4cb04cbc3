import { parseOptions } from '../../operate/lib/parse-options';
import { buildAgentImage } from '../image/image';
import { requirePrerequisites } from '../image/prerequisites';
import { createScratchFolder } from '../image/scratch-folder';
import { sizesOf, sizeTable } from '../image/sizes';
import { runAsProcess } from '../lib/command';

const USAGE = `Builds the agent image with stubs of the agent and of PowerShell, and prints the
sizes of its parts, unpacked and compressed.

  npm run bench:image`;

async function benchmark(): Promise<number> {
  requirePrerequisites();
  const image = await buildAgentImage(createScratchFolder());
  console.log(`\n${sizeTable(await sizesOf(image, { compressed: true }))}`);
  return 0;
}

void runAsProcess({ name: 'bench:image', usage: USAGE, parse: (args) => parseOptions(args, {}), run: benchmark }, process.argv.slice(2));
