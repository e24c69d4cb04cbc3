import { scratchFolder } from './cache';
import { checkConfig } from './check-config';
import { checkFiles } from './check-files';
import { checkInside } from './check-inside';
import { checkToken } from './check-token';
import { agentImage } from './image';
import { missingPrerequisites } from './prerequisites';

const missing = missingPrerequisites(process.env);
if (missing.length > 0) {
  console.error(['The image test cannot run here:', ...missing].join('\n- '));
  process.exit(2);
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

async function main(): Promise<void> {
  const scratch = scratchFolder();
  const image = await agentImage(scratch);
  await checkToken(image, scratch);
  await checkConfig(image);
  await checkFiles(image);
  await checkInside(image, scratch);
}
