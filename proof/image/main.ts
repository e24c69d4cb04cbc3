import { checkConfig } from './check-config';
import { checkFiles } from './check-files';
import { checkInside } from './check-inside';
import { checkReadOnly } from './check-read-only';
import { checkToken } from './check-token';
import { buildAgentImage } from './image';
import { requirePrerequisites } from './prerequisites';
import { createScratchFolder } from './scratch-folder';
import { sizesOf, sizeTable } from './sizes';

requirePrerequisites();
main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function main(): Promise<void> {
  const scratch = createScratchFolder();
  const image = await buildAgentImage(scratch);
  console.log(`\n${sizeTable(await sizesOf(image))}\n`);
  await checkToken(image, scratch);
  await checkReadOnly(image, scratch);
  await checkConfig(image);
  await checkFiles(image);
  await checkInside(image, scratch);
}
