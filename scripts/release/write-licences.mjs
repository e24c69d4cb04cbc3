// Writes the licences of what the images contain without one: this project, the packages in its two bundles, and Node.js. A release
// adds them to the images: licences.Dockerfile.
//
// Run: node scripts/release/write-licences.mjs FOLDER FILE, where FILE is the LICENSE of the Node.js that the images have.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../build/bundles.mjs';
import { PROJECT } from '../build/files.mjs';

/** Lists the folders of the packages of which at least a part is in a bundle of the images. */
async function packagesInImages() {
  const bundles = bundleOptions().filter(({ outfile }) => outfile.startsWith('docker/'));
  const folders = new Set();
  for (const options of bundles) {
    const { metafile } = await build({
      ...options,
      bundle: true,
      platform: 'node',
      absWorkingDir: PROJECT,
      logLevel: 'silent',
      metafile: true,
      write: false,
    });
    // What a bundle contains, without what was read and left out.
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const file of Object.keys(inputs)) {
        const [, folder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
        if (folder !== undefined) folders.add(folder);
      }
    }
  }
  return [...folders].sort();
}

/** Returns the licence of a package, with its notice if it has one, below its name. */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(PROJECT, folder, 'package.json'), 'utf8'));
  const files = readdirSync(join(PROJECT, folder)).filter((file) => /^(licen[cs]e|copying|notice)(\.|$)/i.test(file));
  if (files.length === 0) throw new Error(`${name} ${version} has no file with its licence (${license}): add its text here by hand`);
  const texts = files.map((file) => readFileSync(join(PROJECT, folder, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

/** Returns the text of Node's licence. @throws Error if it is another text */
function nodeLicence(file) {
  const text = readFileSync(file, 'utf8');
  if (!text.startsWith('Node.js is licensed')) throw new Error(`${file} is not the LICENSE of Node.js`);
  return text;
}

const [folder, nodeFile, ...more] = process.argv.slice(2);
if (folder === undefined || nodeFile === undefined || more.length > 0) {
  console.error('usage: node scripts/release/write-licences.mjs FOLDER FILE');
  process.exit(2);
}
const packages = await packagesInImages();
const files = {
  'azure-pipelines-agents-aks.txt': readFileSync(join(PROJECT, 'LICENSE'), 'utf8'),
  'node.txt': nodeLicence(nodeFile),
  'npm-packages.txt': `${packages.map(licenceOf).join(`\n\n${'-'.repeat(80)}\n\n`)}\n`,
};
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
console.log(`Wrote the licences of Node.js and ${packages.length} packages to ${folder}`);
