import { buildAgentImage } from '../image/image';
import { requirePrerequisites } from '../image/prerequisites';
import { createScratchFolder } from '../image/scratch-folder';
import { sizesOf, sizeTable } from '../image/sizes';

const USAGE = `Builds the agent image with stubs of the agent and of PowerShell, and prints the sizes of its parts, unpacked and compressed.

  npm run bench:image`;

if (process.argv.includes('--help')) console.log(USAGE);
else {
  requirePrerequisites();
  benchmark().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}

async function benchmark(): Promise<void> {
  const image = await buildAgentImage(createScratchFolder());
  console.log(`\n${sizeTable(await sizesOf(image, { compressed: true }))}`);
}
